import { useEffect } from "react";

const HOLD_MS = 4_000; // no visitor rests a finger there for so long

/** Act when what the selector names is held for long: for whoever knows of it. */
export function useHold(selector: string, act: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = ({ target, button }: PointerEvent) => {
      clearTimeout(timer);
      const isOn = target instanceof Element && target.closest(selector) !== null;
      if (isOn && button === 0) timer = setTimeout(act, HOLD_MS);
    };
    const stop = () => clearTimeout(timer);
    document.addEventListener("pointerdown", begin);
    for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, stop);
    return () => {
      stop();
      document.removeEventListener("pointerdown", begin);
      for (const kind of ["pointerup", "pointercancel"]) document.removeEventListener(kind, stop);
    };
  }, [selector, act]);
}
