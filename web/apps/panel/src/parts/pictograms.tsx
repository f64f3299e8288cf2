/** Pictograms that move, where the movement is the message. Drawn with lucide's stroke. */
import type { ReactNode } from "react";

function Drawing({ className, children }: { className?: string; children: ReactNode }) {
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

/** A bell that swings while it rings. What moves is a drawing of its own: the compositor moves it unaided. */
export function RingingBell() {
  return (
    <div className="ringing-bell">
      <div className="bell-swing">
        <Drawing>
          <path d="M18 8A6 6 0 0 0 6 8c0 7-3 9-3 9h18s-3-2-3-9" />
        </Drawing>
        <Drawing className="bell-clapper">
          <path d="M10.3 21a2 2 0 0 0 3.4 0" />
        </Drawing>
      </div>
      <Drawing className="bell-wave">
        <path d="M4 2.5A9 9 0 0 0 1.8 7" />
        <path d="M20 2.5A9 9 0 0 1 22.2 7" />
      </Drawing>
    </div>
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
