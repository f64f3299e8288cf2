import type { PhoneCallView } from "@genkan/calls";
import { useNow } from "@genkan/shell";
import { StatusDot } from "@genkan/ui";
import { useServices } from "../app/services";
import { type Translate, useWords } from "../app/use-words";

const WARN_BEFORE_END_S = 15;

/** The entrance's name, what is going on, and for how long. */
export function CallHeader({ view }: { view: PhoneCallView }) {
  const { t } = useWords();
  const { link } = useServices();
  const nowMs = useNow(link.clock.now);
  const leftS = Math.max(0, Math.ceil(((view.deadlineMs ?? Number.POSITIVE_INFINITY) - nowMs) / 1000));
  const isTalking = view.stage === "talking";
  return (
    <header className="bg-linear-to-b from-black/75 via-black/45 to-transparent px-5 pt-[calc(1.25rem+env(safe-area-inset-top))] pb-14">
      <h1 className="font-semibold text-24 leading-tight">{view.stationName}</h1>
      <p className="text-16 text-quiet">
        {view.kind === "office"
          ? t("call.office", { building: view.buildingName })
          : t("home.room", { building: view.buildingName, number: view.homeNumber })}
      </p>
      <p className="tabular mt-2 flex items-center gap-2 text-16">
        <StatusDot tone={isTalking && !view.isReconnecting ? "good" : "warning"} className="text-ink!">
          <span data-testid="call-state">{stateWords(view, t)}</span>
        </StatusDot>
        {view.stage === "over" ? null : (
          <time aria-hidden="true">{formatElapsed(nowMs - (view.answeredMs ?? view.startedMs))}</time>
        )}
      </p>
      {isTalking && leftS <= WARN_BEFORE_END_S ? (
        <p role="status" className="tabular mt-1 text-16 text-amber">
          {t("call.timeLeft", { seconds: leftS })}
        </p>
      ) : null}
    </header>
  );
}

function stateWords(view: PhoneCallView, t: Translate): string {
  if (view.stage === "opened") return t("call.opened");
  if (view.stage === "over") return t("call.over");
  if (view.isReconnecting) return t("call.reconnecting");
  if (view.kind === "view") return t("call.viewing");
  if (view.stage === "talking") return view.microphone === "muted" ? t("call.muted") : t("call.talking");
  return view.stage === "answering" ? t("call.answering") : t("call.incoming");
}

/** 83,000 ms → "1:23" */
function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
