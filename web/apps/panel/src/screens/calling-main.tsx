import { useTranslation } from "react-i18next";
import type { Screen } from "../model/view";
import { useCallee } from "../parts/callee";
import { CountdownRing } from "../parts/countdown-ring";
import { RingingBell } from "../parts/pictograms";
import { WordsBoard } from "../parts/words-board";
import { isTold } from "./is-told";

/** The home rings: whom, and for how long yet. */
export function CallingMain({ screen }: { screen: Extract<Screen, { state: "calling" }> }) {
  const { t } = useTranslation("panel");
  const nameCallee = useCallee();
  return (
    <div className="call-main" data-told={isTold(screen) || undefined}>
      <WordsBoard words={screen.words} homeNumber={screen.homeNumber} />
      <CountdownRing sinceMs={screen.sinceMs} deadlineMs={screen.deadlineMs}>
        <RingingBell />
      </CountdownRing>
      <div className="call-words">
        <p className="call-home">{nameCallee(screen.homeNumber)}</p>
        <h1 className="sentence">{t("calling.title")}</h1>
        <p className="detail">{t("calling.detail")}</p>
      </div>
    </div>
  );
}
