import type { HttpBody } from "@genkan/contract";
import type { Refusal } from "@genkan/link";
import { callApi, tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { BellOff, BellRing } from "lucide-react";
import { useCallback, useEffect, useId, useState } from "react";
import { useWords } from "../app/use-words";

type Quiet = HttpBody<"QuietOut">;
type QuietIn = HttpBody<"QuietIn">;

const PATH = "/api/app/quiet";
const HOURS_FOR_NOW = [1, 3, 8] as const;
const NIGHT = { from_minute: 22 * 60, to_minute: 7 * 60 };

/** 「おやすみ」 of this device: for now, and every day by hours. */
export function QuietCard() {
  const { t, i18n } = useWords();
  const [quiet, setQuiet] = useState<Quiet | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const id = useId();
  const take = useCallback(async (asked: ReturnType<typeof callApi<Quiet>>) => {
    const answer = await asked;
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setQuiet(answer.body);
  }, []);
  useEffect(() => void take(callApi<Quiet>(PATH)), [take]);
  const change = (next: QuietIn) => void take(callApi<Quiet>(PATH, { method: "PUT", body: next }));

  const hours = quiet?.hours ?? null;
  const untilMs = quiet?.until_ms ?? null;
  const time = new Intl.DateTimeFormat(i18n.language, { hour: "numeric", minute: "2-digit" });
  return (
    <div className="flex flex-col gap-3 py-4" data-testid="quiet-card">
      <p className="text-16 text-quiet">{t("quiet.text")}</p>
      {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
      {quiet === null ? null : (
        <>
          {untilMs === null ? (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-2 font-medium text-16">{t("quiet.now")}</legend>
              <div className="grid grid-cols-3 gap-2">
                {HOURS_FOR_NOW.map((count) => (
                  <Button
                    key={count}
                    tone="quiet"
                    data-testid={`quiet-now-${count}`}
                    onClick={() => change({ hours, until_ms: quiet.at_ms + count * 3_600_000 })}
                  >
                    {t("quiet.hours", { hours: count })}
                  </Button>
                ))}
              </div>
            </fieldset>
          ) : (
            <div className="flex items-center justify-between gap-4 rounded-control bg-amber-wash px-4 py-3">
              <p className="flex items-center gap-2 text-16" role="status" data-testid="quiet-until">
                <BellOff size={20} strokeWidth={1.75} aria-hidden />
                {t("quiet.until", { time: time.format(untilMs) })}
              </p>
              <Button tone="plain" size="small" data-testid="quiet-end" onClick={() => change({ hours })}>
                {t("quiet.end")}
              </Button>
            </div>
          )}
          <label className="flex min-h-12 items-center justify-between gap-4 text-16" htmlFor={`${id}-daily`}>
            {t("quiet.daily")}
            <input
              id={`${id}-daily`}
              type="checkbox"
              data-testid="quiet-daily"
              className="size-6 accent-indigo"
              checked={hours !== null}
              onChange={(event) => change({ hours: event.target.checked ? NIGHT : null, until_ms: untilMs })}
            />
          </label>
          {hours === null ? null : (
            <div className="grid grid-cols-2 gap-3">
              {(["from_minute", "to_minute"] as const).map((edge) => (
                <label key={edge} className="flex flex-col gap-1 text-14">
                  {t(`quiet.${edge}`)}
                  <input
                    type="time"
                    data-testid={`quiet-${edge}`}
                    className="min-h-12 rounded-control border border-quiet/60 bg-surface px-3 text-16"
                    value={toClock(hours[edge])}
                    onChange={(event) => {
                      const minute = toMinute(event.target.value);
                      if (minute !== null) change({ hours: { ...hours, [edge]: minute }, until_ms: untilMs });
                    }}
                  />
                </label>
              ))}
            </div>
          )}
          <p className="flex gap-2 text-14 text-quiet">
            <BellRing size={18} strokeWidth={1.75} className="shrink-0" aria-hidden />
            {t("quiet.others")}
          </p>
        </>
      )}
    </div>
  );
}

function toClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function toMinute(clock: string): number | null {
  const [hour, minute] = clock.split(":").map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute)
    ? null
    : hour * 60 + minute;
}
