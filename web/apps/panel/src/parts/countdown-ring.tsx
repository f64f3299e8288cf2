import type { ReactNode } from "react";
import { useNow } from "./clock";

const RADIUS = 46;
const LENGTH = 2 * Math.PI * RADIUS;

/** Give how much of the wait is left, 1 to 0. */
export function remainingShare(nowMs: number, sinceMs: number, deadlineMs: number): number {
  const wholeMs = deadlineMs - sinceMs;
  return wholeMs <= 0 ? 0 : Math.min(1, Math.max(0, (deadlineMs - nowMs) / wholeMs));
}

interface CountdownRingProps {
  sinceMs: number;
  deadlineMs: number | null;
  children: ReactNode;
}

/** A ring that empties until the deadline, around a pictogram. */
export function CountdownRing({ sinceMs, deadlineMs, children }: CountdownRingProps) {
  const nowMs = useNow(250);
  const share = deadlineMs === null ? 1 : remainingShare(nowMs, sinceMs, deadlineMs);
  return (
    <div className="countdown">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className="countdown-track" cx="50" cy="50" r={RADIUS} />
        <circle
          className="countdown-rest"
          cx="50"
          cy="50"
          r={RADIUS}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - share)}
        />
      </svg>
      {children}
    </div>
  );
}
