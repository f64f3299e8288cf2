import { PhoneOff, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { EndKey } from "../parts/end-key";
import { SelfView } from "../parts/self-view";
import { TopBar } from "../parts/top-bar";
import { AnswerKeys } from "../parts/words-board";
import { CallingMain } from "./calling-main";
import { isTold } from "./is-told";
import { TalkingMain } from "./talking-main";

/** A call from the ring to its end. One screen: the visitor's own picture plays on when somebody answers. */
export function CallScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "calling" | "talking" }>;
}) {
  const { t } = useTranslation("panel");
  const isTalking = screen.state === "talking";
  return (
    <div className="call-screen">
      <TopBar view={view} />
      {isTalking ? <TalkingMain view={view} screen={screen} /> : <CallingMain screen={screen} />}
      <SelfView stream={view.devices.stream} takesPictures={!isTalking && view.takesPictures} />
      {isTalking || isTold(screen) ? <AnswerKeys say={view.commands.say} /> : null}
      <EndKey tone={isTalking ? "crimson" : "quiet"} onPress={view.commands.hangUp}>
        {isTalking ? (
          <PhoneOff aria-hidden="true" strokeWidth={1.75} />
        ) : (
          <X aria-hidden="true" strokeWidth={1.75} />
        )}
        {t(isTalking ? "talking.end" : "calling.cancel")}
      </EndKey>
    </div>
  );
}
