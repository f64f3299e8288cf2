import { type ComponentType, useEffect, useState } from "react";

/**
 * A component that is fetched beside the first page instead of with it. The unit's own agent serves it, so it
 * is there long before a visitor has typed a number; until then nothing is shown in its place.
 */
export function later<Props extends object>(loading: Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | null = null;
  const whenLoaded = loading.then((component) => {
    Loaded = component;
  });
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each screen, when the module loads
  return function Later(props: Props) {
    const [, setLoaded] = useState(Loaded !== null);
    useEffect(() => {
      if (Loaded === null) void whenLoaded.then(() => setLoaded(true));
    }, []);
    return Loaded === null ? null : <Loaded {...props} />;
  };
}
