import { Link, type LinkProps } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";

/** Up to the page that led here. */
export function BackLink({ children, ...link }: Pick<LinkProps, "to" | "params"> & { children: ReactNode }) {
  return (
    <Link
      {...link}
      className="-mt-2 -ml-2 inline-flex min-h-12 items-center gap-1 self-start rounded-control pr-3 pl-1 text-16 text-indigo"
    >
      <ChevronLeft size={22} strokeWidth={1.75} aria-hidden />
      {children}
    </Link>
  );
}
