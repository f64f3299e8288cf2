import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { Clock } from "../parts/clock";
import { Pressable } from "../parts/pressable";
import { TopBar } from "../parts/top-bar";

/** Calls are impossible for a while: said calmly, with what to do meanwhile. */
export function OfflineScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "offline" }>;
}) {
  const { t } = useTranslation("panel");
  const { takeOver } = view.commands;
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <Clock timeZone={view.timeZone} language={view.language} isKnown={view.isTimeKnown} />
      <div className="state-main">
        <span className="pictogram" data-tone="amber">
          <CloudOff aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{t("offline.title")}</h1>
        <p className="detail">{t(`offline.${screen.cause}`)}</p>
        {takeOver === null ? <p className="detail">{t("offline.detail")}</p> : null}
        {view.commands.openKeys === null ? null : <p className="detail">{t("offline.keys")}</p>}
      </div>
      {takeOver === null ? null : (
        <Pressable className="home-key" data-testid="panel-take-over" onPress={takeOver}>
          {t("offline.take_over")}
        </Pressable>
      )}
    </div>
  );
}
