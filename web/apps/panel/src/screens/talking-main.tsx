import { AudioLines, Mic, MicOff, Volume2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { useCallee } from "../parts/callee";
import { useNow } from "../parts/clock";
import { useReadable, useWorld } from "../parts/panel-context";
import { useTurn } from "../parts/use-turn";
import { VoiceBars } from "../parts/voice-bars";
import { WordsBoard } from "../parts/words-board";
import { isTold } from "./is-told";

const WARNED_FROM_S = 20;

/** Somebody answered: both voices, and the time that is left at the end. */
export function TalkingMain({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "talking" }>;
}) {
  const { t } = useTranslation("panel");
  const nameCallee = useCallee();
  const remoteVoice = useReadable(useWorld().remoteAudio);
  const { stream, microphone } = view.devices;
  const isHeard = microphone === "ok";
  const { turn, view: now } = useTurn();
  const isAsked = isHeard && now.isUnheard;
  return (
    <div className="call-main" data-told={isTold(screen) || undefined}>
      <WordsBoard words={screen.words} homeNumber={screen.homeNumber} />
      <div className="voices">
        <VoiceBars
          tone="them"
          stream={remoteVoice}
          label={t(now.speaker === "home" ? "talking.they_speak" : "talking.their_voice")}
          isActive={now.speaker === "home"}
          hear={(level) => turn.hearHome(level, performance.now())}
          icon={<Volume2 aria-hidden="true" strokeWidth={1.75} />}
        />
        <VoiceBars
          tone="you"
          stream={isHeard ? stream : null}
          label={t(
            isAsked
              ? "talking.unheard"
              : now.speaker === "visitor"
                ? "talking.you_are_heard"
                : "talking.your_voice",
          )}
          isActive={now.speaker === "visitor"}
          isUnheard={isAsked}
          hear={(level) => turn.hearVisitor(level, performance.now())}
          icon={
            isHeard ? (
              <Mic aria-hidden="true" strokeWidth={1.75} />
            ) : (
              <MicOff aria-hidden="true" strokeWidth={1.75} />
            )
          }
        />
      </div>
      <div className="call-words">
        <p className="call-home">{nameCallee(screen.homeNumber)}</p>
        <h1 className="sentence">{isHeard ? t("talking.title") : t("talking.listen")}</h1>
        <TalkDetail screen={screen} isHeard={isHeard} isAsked={isAsked} />
      </div>
    </div>
  );
}

/** The one thing about the talk the visitor should know now. */
function TalkDetail({
  screen,
  isHeard,
  isAsked,
}: {
  screen: Extract<Screen, { state: "talking" }>;
  isHeard: boolean;
  isAsked: boolean;
}) {
  const { t } = useTranslation("panel");
  const nowMs = useNow(250);
  const seconds = screen.deadlineMs === null ? null : Math.ceil((screen.deadlineMs - nowMs) / 1_000);
  if (screen.isInterrupted) return <p className="detail detail-warning">{t("talking.interrupted")}</p>;
  if (seconds !== null && seconds <= WARNED_FROM_S) {
    return (
      <p className="detail detail-warning tabular" role="timer">
        {t("talking.remaining", { seconds: Math.max(0, seconds) })}
      </p>
    );
  }
  if (!isHeard) return <p className="detail detail-warning">{t("devices.unheard")}</p>;
  // One place that changes: a screen reader says it once, and is silent while all goes well.
  return (
    <p className="detail detail-warning ask-to-speak" role="status" data-testid="panel-ask-to-speak">
      {isAsked ? (
        <>
          <AudioLines aria-hidden="true" strokeWidth={1.75} />
          {t("talking.speak_up")}
        </>
      ) : (
        "\u00a0"
      )}
    </p>
  );
}
