import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { BuildingKeys } from "../parts/building-keys";
import { Clock } from "../parts/clock";
import { DeviceNotice } from "../parts/device-notice";
import { addKeyWords } from "../parts/later-words";
import { SideKeys } from "../parts/side-keys";
import { TopBar } from "../parts/top-bar";

/** Where every visit to a gate starts: which building. The keypad follows. */
export function BuildingScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "building" }>;
}) {
  const { t, i18n } = useTranslation("panel");
  addKeyWords(i18n);
  return (
    <div className="building-screen">
      <TopBar view={view} />
      <div className="home-words">
        <div className="home-head">
          <Clock timeZone={view.timeZone} language={view.language} isKnown={view.isTimeKnown} />
          <SideKeys view={view} />
        </div>
        <DeviceNotice devices={view.devices} />
        <h1 className="prompt">{t("building.title")}</h1>
      </div>
      <BuildingKeys buildings={screen.buildings} choose={view.commands.chooseBuilding} />
    </div>
  );
}
