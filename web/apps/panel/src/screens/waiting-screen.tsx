import { Hourglass, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { useCallee } from "../parts/callee";
import { EndKey } from "../parts/end-key";
import { SelfView } from "../parts/self-view";
import { TopBar } from "../parts/top-bar";
import { AnswerKeys, WordsBoard } from "../parts/words-board";

/** Whoever is called is in another call; it rings when that is over. */
export function WaitingScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "waiting" }>;
}) {
  const { t } = useTranslation("panel");
  const nameCallee = useCallee();
  const isTold = screen.words.some(({ by }) => by === "home");
  return (
    <div className="call-screen">
      <TopBar view={view} />
      <div className="call-main" data-told={isTold || undefined}>
        <WordsBoard words={screen.words} homeNumber={screen.homeNumber} />
        <span className="pictogram" data-tone="amber">
          <Hourglass aria-hidden="true" strokeWidth={1.75} />
        </span>
        <div className="call-words">
          <p className="call-home">{nameCallee(screen.homeNumber)}</p>
          <h1 className="sentence">{t("waiting.title")}</h1>
          <p className="detail">{t("waiting.detail")}</p>
        </div>
      </div>
      <SelfView stream={view.devices.stream} takesPictures={view.takesPictures} />
      {isTold ? <AnswerKeys say={view.commands.say} /> : null}
      <EndKey tone="quiet" onPress={view.commands.hangUp}>
        <X aria-hidden="true" strokeWidth={1.75} />
        {t("waiting.cancel")}
      </EndKey>
    </div>
  );
}
