import { Mark } from "@genkan/ui";
import { useTranslation } from "react-i18next";

/** The first moments of the page. */
export function StartingScreen() {
  const { t } = useTranslation("panel");
  return (
    <div className="starting-screen">
      <Mark className="animate-breathe" />
      <h1 className="sr-only">{t("starting.title")}</h1>
    </div>
  );
}
