import { useReadable } from "@genkan/shell";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useServices } from "../app/services";
import { useLockWords } from "./use-lock-words";

/** The way to the app's lock, and whether there is one. */
export function LockRow() {
  const { t } = useLockWords();
  const { record } = useReadable(useServices().lock.view);
  return (
    <Link
      to="/me/lock"
      data-testid="me-lock"
      className="flex min-h-14 items-center justify-between gap-4 py-2.5 text-16"
    >
      <span>
        {t("title")}
        <span className="block text-14 text-quiet">{t(record === null ? "row.off" : "row.on")}</span>
      </span>
      <ChevronRight size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
    </Link>
  );
}
