import { clsx } from "clsx";

/** The shape of what is coming. Say what is loading in words beside it. */
export function Skeleton({ className }: { className?: string }) {
  return <div className={clsx("animate-breathe rounded-control bg-sunken", className)} aria-hidden="true" />;
}
