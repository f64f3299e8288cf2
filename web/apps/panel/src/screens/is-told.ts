import type { Screen } from "../model/view";

/** Whether the home has said something in words. */
export function isTold({ words }: Extract<Screen, { state: "calling" | "talking" }>): boolean {
  return words.some(({ by }) => by === "home");
}
