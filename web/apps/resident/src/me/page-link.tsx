import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";

/** A row that leads to a page of its own. */
export function PageLink({ to, words }: { to: "/me/profile" | "/me/devices" | "/me/manual"; words: string }) {
  return (
    <Link to={to} className="flex min-h-14 items-center justify-between gap-4 text-16">
      {words}
      <ChevronRight size={20} strokeWidth={1.75} className="text-quiet" aria-hidden />
    </Link>
  );
}
