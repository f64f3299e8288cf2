import type { SVGProps } from "react";

/** The doorway: an arch and its step in one stroke. `apps/resident/scripts/make-icons.mjs` draws the same lines. */
export const MARK_PATH = "M6 20.5V10a6 6 0 0 1 12 0v7h-5.5v3.5H21";

export function Mark({ size = 24, ...rest }: SVGProps<SVGSVGElement> & { size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={MARK_PATH} />
    </svg>
  );
}
