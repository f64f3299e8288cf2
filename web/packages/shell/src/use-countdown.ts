import { useEffect, useState } from "react";

/** Give the whole seconds left of a wait that began when `cause` appeared; 0 without one. */
export function useCountdown(waitMs: number | null, cause: unknown): number {
  const [leftS, setLeftS] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new cause of equal length starts a new wait
  useEffect(() => {
    if (waitMs === null) {
      setLeftS(0);
      return;
    }
    const endMs = performance.now() + waitMs; // the device's clock may be set meanwhile
    const tick = () => setLeftS(Math.max(0, Math.ceil((endMs - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [waitMs, cause]);
  return leftS;
}
