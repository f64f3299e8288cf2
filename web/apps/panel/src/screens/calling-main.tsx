import { useTranslation } from "react-i18next";
import type { Screen } from "../model/view";
import { CountdownRing } from "../parts/countdown-ring";
import { RingingBell } from "../parts/pictograms";

/** The home rings: whom, and for how long yet. */
export function CallingMain({ screen }: { screen: Extract<Screen, { state: "calling" }> }) {
  const { t } = useTranslation("panel");
  return (
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
  );
}
