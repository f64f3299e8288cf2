import type { Refusal } from "@genkan/link";
import { Banner } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { tellProblem } from "../problem-words";
import { useEntryWords } from "./words";

/** Why something was refused, and when it may be tried again. */
export function Problem({ refusal }: { refusal: Refusal | null }) {
  const { t, i18n } = useEntryWords();
  if (refusal === null) return null;
  const wait = refusal.retryAfterMs ?? 0;
  return (
    <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="entry-problem">
      {tellProblem(t, refusal.reason)}
      {wait > 60_000 ? (
        <span className="mt-1 block font-semibold">
          {t("wait.until", { time: clockIn(wait, i18n.language) })}
        </span>
      ) : null}
    </Banner>
  );
}

function clockIn(waitMs: number, language: string): string {
  const at = new Date(Date.now() + waitMs);
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(language, {
    ...(isToday ? {} : { month: "numeric", day: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
  });
}
