import { clsx } from "clsx";
import type { ReactNode } from "react";

const COLOURS = { good: "bg-live", warning: "bg-amber", bad: "bg-crimson", idle: "bg-quiet" } as const;

/** A small dot with its words; the colour alone never carries the meaning. */
export function StatusDot({
  tone,
  children,
  className,
}: {
  tone: keyof typeof COLOURS;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={clsx("inline-flex items-center gap-2 text-14 text-quiet", className)}>
      <span className={clsx("size-2.5 shrink-0 rounded-full", COLOURS[tone])} aria-hidden="true" />
      {children}
    </span>
  );
}
