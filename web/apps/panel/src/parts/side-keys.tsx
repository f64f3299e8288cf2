import { Accessibility, BookUser, Building2, ConciergeBell } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "../model/view";
import { Pressable } from "./pressable";

/** The other ways to whom one looks for, and the way to a larger display. */
export function SideKeys({ view }: { view: PanelView }) {
  const { t } = useTranslation("panel");
  const { callOffice, changeBuilding, openDirectory, toggleReach } = view.commands;
  return (
    <div className="side-keys">
      {changeBuilding === null ? null : (
        <Pressable className="side-key" data-testid="panel-change-building" onPress={changeBuilding}>
          <Building2 aria-hidden="true" strokeWidth={1.75} />
          {t("building.change")}
        </Pressable>
      )}
      {openDirectory === null ? null : (
        <Pressable className="side-key" data-testid="panel-directory" onPress={openDirectory}>
          <BookUser aria-hidden="true" strokeWidth={1.75} />
          {t("directory.open")}
        </Pressable>
      )}
      {callOffice === null ? null : (
        <Pressable className="side-key" data-testid="panel-office" onPress={callOffice}>
          <ConciergeBell aria-hidden="true" strokeWidth={1.75} />
          {t("office.call")}
        </Pressable>
      )}
      <Pressable
        className="side-key"
        data-testid="panel-reach"
        aria-pressed={view.isLarge}
        onPress={toggleReach}
      >
        <Accessibility aria-hidden="true" strokeWidth={1.75} />
        {view.isLarge ? t("reach.off") : t("reach.on")}
      </Pressable>
    </div>
  );
}
