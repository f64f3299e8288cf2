import { type PointerEvent, useEffect, useRef } from "react";

const HOLD_MS = 4_000; // no visitor rests a finger there for so long

/** Act when a place on the screen is held for long: for whoever knows of it. */
export function useHold(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: (event: PointerEvent) => {
      stop();
      if (event.button === 0) timer.current = setTimeout(act, HOLD_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(), // a long touch opens one
  };
}
