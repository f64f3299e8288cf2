import type { PhoneCall, PhoneCallView } from "@genkan/calls";
import { announce, useReadable } from "@genkan/shell";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { Translate } from "../app/use-words";
import { CallControls } from "./call-controls";
import { CallEnd } from "./call-end";
import { CallHeader } from "./call-header";
import { CallNotices } from "./call-notices";
import { CallSound } from "./call-sound";
import { CallVideo } from "./call-video";
import { useCallWords } from "./use-call-words";
import { useWakeLock } from "./wake-lock";

const CallConversation = lazy(() => import("./call-conversation"));

/**
 * A call, edge to edge: who is there, and what can be done about it.
 *
 * It does not fade in: frames of an animation would take the processor from the picture's connection.
 */
export function CallScreen({ call }: { call: PhoneCall }) {
  const { t } = useCallWords();
  const view = useReadable(call.view);
  const screen = useRef<HTMLDivElement>(null);
  useWakeLock();
  useFocusInside(screen);
  useStageWords(view, t);
  const isDone = view.stage === "opened" || view.stage === "over";
  return (
    <div
      ref={screen}
      role="dialog"
      aria-modal="true"
      aria-label={t(view.kind === "view" ? "call.viewDialog" : "call.dialog", { station: view.stationName })}
      tabIndex={-1}
      data-testid="call-screen"
      data-stage={view.stage}
      className="on-video fixed inset-0 z-50 flex flex-col bg-paper text-ink outline-none"
    >
      <CallVideo view={view} />
      <CallSound
        stream={view.media.audio}
        isOn={view.kind !== "view" && (view.stage === "talking" || view.stage === "opened")}
      />
      <div className="relative flex min-h-0 flex-1 flex-col justify-between">
        <CallHeader view={view} />
        {isDone ? null : (
          // On a wide screen at the side: the visitor's face is in the middle.
          <div className="bg-linear-to-t from-black/80 via-black/55 to-transparent pt-16 pb-[calc(1.5rem+env(safe-area-inset-bottom))] md:w-full md:max-w-lg md:self-end md:rounded-tl-card">
            <CallNotices view={view} />
            <Suspense fallback={null}>
              <CallConversation view={view} />
            </Suspense>
            <CallControls call={call} view={view} />
          </div>
        )}
      </div>
      {isDone ? <CallEnd view={view} /> : null}
    </div>
  );
}

/** The call takes the keyboard's focus, without choosing an answer, and gives it back afterwards. */
function useFocusInside(screen: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    screen.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [screen]);
}

/** What changes on the screen is said aloud, and stands in the window's title while it rings. */
function useStageWords({ stage, why, stationName }: PhoneCallView, t: Translate): void {
  useEffect(() => {
    if (stage !== "over") announce(stageWords(stage, stationName, t));
    else if (why !== null) announce(t(`call.why.${why}`));
  }, [stage, why, stationName, t]);
  useEffect(() => {
    if (stage !== "incoming") return;
    const before = document.title;
    document.title = t("call.document", { station: stationName });
    return () => {
      document.title = before;
    };
  }, [stage, stationName, t]);
}

function stageWords(stage: PhoneCallView["stage"], stationName: string, t: Translate): string {
  switch (stage) {
    case "incoming":
      return t("call.document", { station: stationName });
    case "answering":
      return t("call.answering");
    case "talking":
      return t("call.talking");
    case "opened":
      return t("call.opened");
    default:
      return "";
  }
}
