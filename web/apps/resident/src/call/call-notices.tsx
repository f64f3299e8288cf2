import type { PhoneCallView } from "@genkan/calls";
import { tellProblem } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { MicOff, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { type Translate, useWords } from "../app/use-words";

/** What keeps the call from being whole, and what to do about it. */
export function CallNotices({ view }: { view: PhoneCallView }) {
  const { t } = useWords();
  return (
    <div className="mx-auto flex max-w-md flex-col gap-2 px-5 empty:hidden">
      {view.isReconnecting ? (
        <Notice icon={<WifiOff size={20} />} testId="offline-banner">
          {t("common:link.lost")}
        </Notice>
      ) : null}
      {view.answerRefusal === null ? null : (
        <Notice icon={<TriangleAlert size={20} />}>{tellProblem(t, view.answerRefusal)}</Notice>
      )}
      {view.stage === "talking" && !view.media.hasMicrophone ? (
        <Notice icon={<MicOff size={20} />}>{t("call.noVisitorMicrophone")}</Notice>
      ) : null}
      <MicrophoneNotice view={view} t={t} />
    </div>
  );
}

function MicrophoneNotice({ view, t }: { view: PhoneCallView; t: Translate }) {
  if (view.stage !== "talking" && view.stage !== "answering") return null;
  if (view.microphone === "asking") {
    return <Notice icon={<MicOff size={20} />}>{t("call.microphoneAsking")}</Notice>;
  }
  if (view.microphone !== "refused" && view.microphone !== "missing") return null;
  return (
    <Notice icon={<MicOff size={20} />} testId="microphone-notice">
      <p>{t(view.microphone === "refused" ? "call.microphoneRefused" : "call.microphoneMissing")}</p>
      {view.microphone === "refused" ? <p className="mt-1 text-quiet">{t("ready.how")}</p> : null}
      {view.askMicrophone === null ? null : (
        <Button tone="quiet" size="small" className="mt-2" onClick={view.askMicrophone}>
          {t("call.askMicrophone")}
        </Button>
      )}
    </Notice>
  );
}

function Notice({ icon, testId, children }: { icon: ReactNode; testId?: string; children: ReactNode }) {
  return (
    <div
      role="status"
      data-testid={testId}
      className="flex animate-rise gap-3 rounded-control bg-surface px-4 py-3 text-14"
    >
      <span className="shrink-0 text-amber">{icon}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
