/** Pictograms that move, where the movement is the message. Drawn with lucide's stroke. */
import type { ReactNode } from "react";

function Drawing({ className, children }: { className: string; children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** A bell that swings while it rings. */
export function RingingBell() {
  return (
    <Drawing className="ringing-bell">
      <g className="bell-swing">
        <path d="M18 8A6 6 0 0 0 6 8c0 7-3 9-3 9h18s-3-2-3-9" />
        <path className="bell-clapper" d="M10.3 21a2 2 0 0 0 3.4 0" />
      </g>
      <path className="bell-wave" d="M4 2.5A9 9 0 0 0 1.8 7" />
      <path className="bell-wave" d="M20 2.5A9 9 0 0 1 22.2 7" />
    </Drawing>
  );
}

/** A door that swings open once. */
export function OpeningDoor() {
  return (
    <Drawing className="opening-door">
      <path d="M2 21h3M19 21h3" />
      <path d="M5 21V3h14v18" />
      <g className="door-leaf">
        <path d="M5 21V3h14v18z" />
        <path d="M15.5 12.5v.01" />
      </g>
    </Drawing>
  );
}
