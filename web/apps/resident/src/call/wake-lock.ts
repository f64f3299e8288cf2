import { useEffect } from "react";

/** Keep the screen on while the component is shown. Browsers let go when the page is hidden: ask again. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const acquire = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (isOver) await lock.release();
      } catch {
        lock = null; // low battery, or a browser without it: the screen then dims as always
      }
    };
    const again = () => void acquire();
    void acquire();
    document.addEventListener("visibilitychange", again);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", again);
      void lock?.release().catch(() => undefined);
    };
  }, []);
}
