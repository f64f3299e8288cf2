import { useEffect, useRef } from "react";
import { useServices } from "./services";
import type { ShortcutKey } from "./shortcuts";

/** Run it when the key is pressed, while the component is on the page. */
export function useShortcut(key: ShortcutKey, run: () => void): void {
  const { shortcuts } = useServices();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => shortcuts.bind(key, () => latest.current()), [shortcuts, key]);
}
