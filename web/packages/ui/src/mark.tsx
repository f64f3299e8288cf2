import type { SVGProps } from "react";

/** The doorway between street and home, one step apart, in one stroke. `apps/resident/scripts/make-icons.mjs` draws the same lines. */
export const MARK_PATH = "M2.5 21h4V10a5.5 5.5 0 0 1 11 0v7.5h4";

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
