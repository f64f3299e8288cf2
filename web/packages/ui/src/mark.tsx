import type { SVGProps } from "react";

/** The doorway: an arch of one stroke with a step. `scripts/make-icons` draws the icons from the same lines. */
export const MARK_PATH = "M6 20.5V11a6 6 0 0 1 12 0v9.5M3 20.5h12.5";

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
