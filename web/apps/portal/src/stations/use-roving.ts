import { useShortcut } from "../app/use-shortcut";
import { STATION_LINK } from "./station-link";

/** Let `j` and `k` move the focus from station to station, in the order of the page. */
export function useRoving(): void {
  useShortcut("j", () => moveFocus(1));
  useShortcut("k", () => moveFocus(-1));
}

function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(`[${STATION_LINK}]`)];
  const current = document.activeElement?.closest<HTMLElement>(`[${STATION_LINK}]`) ?? null;
  const at = current === null ? -1 : links.indexOf(current);
  const next =
    at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
}
