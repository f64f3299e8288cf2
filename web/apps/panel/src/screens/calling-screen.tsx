import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { CountdownRing } from "../parts/countdown-ring";
import { EndKey } from "../parts/end-key";
import { RingingBell } from "../parts/pictograms";
import { SelfView } from "../parts/self-view";
import { TopBar } from "../parts/top-bar";

/** The home rings: whom, for how long yet, and how to stop. */
export function CallingScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "calling" }>;
}) {
  const { t } = useTranslation("panel");
  return (
    <div className="call-screen">
      <TopBar view={view} />
      <div className="call-main">
        <CountdownRing sinceMs={screen.sinceMs} deadlineMs={screen.deadlineMs}>
          <RingingBell />
        </CountdownRing>
        <div className="call-words">
          <p className="call-home">{t("home.number", { number: screen.homeNumber })}</p>
          <h1 className="sentence">{t("calling.title")}</h1>
          <p className="detail">{t("calling.detail")}</p>
        </div>
      </div>
      <SelfView stream={view.devices.stream} />
      <EndKey tone="quiet" onPress={view.commands.hangUp}>
        <X aria-hidden="true" strokeWidth={1.75} />
        {t("calling.cancel")}
      </EndKey>
    </div>
  );
}
