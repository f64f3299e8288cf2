import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Screen } from "../model/view";

/** Says every state at once to a visitor who does not see the screen. */
export function Announcer({ screen }: { screen: Screen }) {
  const { t } = useTranslation("panel");
  return (
    <p className="sr-only" aria-live="assertive" aria-atomic="true">
      {describe(screen, t)}
    </p>
  );
}

function describe(screen: Screen, t: TFunction<"panel">): string {
  switch (screen.state) {
    case "starting":
    case "key_pin":
    case "key_qr":
    case "key_phone":
    case "key_told":
      return ""; // the key screens say it themselves
    case "idle":
      return screen.hint === "empty" ? t("hint.empty") : "";
    case "unknown_home":
      return t("unknown_home.title", { number: screen.unknownNumber });
    case "calling":
      return `${t("home.number", { number: screen.homeNumber })} ${t("calling.title")}`;
    case "opened":
    case "talking":
    case "not_enrolled":
      return t(`${screen.state}.title`);
    default:
      return `${t(`${screen.state}.title`)} ${t(`${screen.state}.detail`)}`;
  }
}
