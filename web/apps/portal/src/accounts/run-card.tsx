import type { HttpBody } from "@genkan/contract";
import { Button, Card } from "@genkan/ui";
import { Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { useAccountWords } from "./use-account-words";

export type Run = HttpBody<"RunOut">;

const MINUTE_S = 60;

/** How far the mails are, and holding them back. */
export function RunCard({ run, perMinute }: { run: Run; perMinute: number }) {
  const { t, i18n } = useAccountWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const done = run.total - run.left;
  const isLive = run.state === "running" || run.state === "paused";
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(
    run.started_ms,
  );
  const change = async (state: "running" | "paused" | "stopped") => {
    const answer = await sending.send("PUT", `/api/portal/issues/${run.run_id}`, { state });
    if (answer.ok) setAsking(false);
  };
  return (
    <Card className="flex flex-col gap-4 p-5" data-testid="portal-run">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-52 flex-1">
          <h2 className="sr-only">{t("run.title")}</h2>
          <p className="tabular font-semibold text-16" role="status">
            <Told run={run} />
          </p>
          <p className="tabular text-14 text-quiet">
            {run.started_by === null ? t("run.at", { time }) : t("run.by", { name: run.started_by, time })}
            {run.state === "running" ? ` · ${t("run.left", { time: say(t, run.left, perMinute) })}` : null}
          </p>
        </div>
        {isLive ? (
          <div className="flex flex-wrap gap-2">
            {run.state === "running" ? (
              <Button
                tone="quiet"
                size="small"
                isBusy={sending.isBusy}
                icon={<Pause size={18} strokeWidth={1.75} aria-hidden />}
                data-testid="portal-run-pause"
                onClick={() => void change("paused")}
              >
                {t("run.pause")}
              </Button>
            ) : (
              <Button
                size="small"
                isBusy={sending.isBusy}
                icon={<Play size={18} strokeWidth={1.75} aria-hidden />}
                data-testid="portal-run-resume"
                onClick={() => void change("running")}
              >
                {t("run.resume")}
              </Button>
            )}
            <Button
              tone="quiet"
              size="small"
              icon={<Square size={16} strokeWidth={1.75} aria-hidden />}
              data-testid="portal-run-stop"
              onClick={() => setAsking(true)}
            >
              {t("run.stop")}
            </Button>
          </div>
        ) : null}
      </div>
      {isLive ? (
        <div
          role="progressbar"
          aria-label={t("run.title")}
          aria-valuemin={0}
          aria-valuemax={run.total}
          aria-valuenow={done}
          className="h-3 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className={run.state === "paused" ? "h-full bg-amber" : "h-full bg-indigo transition-[width]"}
            style={{ width: `${(done / Math.max(run.total, 1)) * 100}%` }}
          />
        </div>
      ) : null}
      {run.skipped > 0 ? (
        <p className="text-14 text-quiet">{t("run.skipped", { count: run.skipped })}</p>
      ) : null}
      {run.failed > 0 ? <p className="text-14">{t("run.failed", { count: run.failed })}</p> : null}
      <Problem refusal={sending.refusal} />
      {isAsking && isLive ? (
        <Confirm
          title={t("run.stopTitle")}
          text={t("run.stopText", { count: run.left })}
          action={t("run.stop")}
          isBusy={sending.isBusy}
          confirm={() => void change("stopped")}
          cancel={() => setAsking(false)}
          testId="portal-run-stop"
        />
      ) : null}
    </Card>
  );
}

function Told({ run }: { run: Run }) {
  const { t } = useAccountWords();
  const progress = { done: run.total - run.left, total: run.total };
  if (run.state === "running") return t("run.running", progress);
  if (run.state === "paused") return t("run.paused", progress);
  if (run.state === "stopped") return t("run.stopped", { done: run.sent, total: run.total });
  return t("run.done", { count: run.sent });
}

function say(t: ReturnType<typeof useAccountWords>["t"], left: number, perMinute: number): string {
  const seconds = Math.ceil((left / perMinute) * MINUTE_S);
  return seconds < 2 * MINUTE_S
    ? t("run.seconds", { count: seconds })
    : t("run.minutes", { count: Math.ceil(seconds / MINUTE_S) });
}
