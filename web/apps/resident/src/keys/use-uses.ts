import type { TemporaryKey } from "./key-types";
import { useKeyWords } from "./use-key-words";

/** Say how often a key may still be used. */
export function useUses(): (key: Pick<TemporaryKey, "uses" | "uses_left">) => string {
  const { t } = useKeyWords();
  return ({ uses, uses_left }) => {
    if (uses === null) return t("uses.unlimited");
    if (uses === 1) return t("uses.once");
    return t("uses.left", { left: uses_left ?? uses, count: uses });
  };
}
