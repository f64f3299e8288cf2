import { Link2Off } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "../model/view";
import { addKeyWords } from "../parts/later-words";
import { TopBar } from "../parts/top-bar";

/** A unit fresh from its box, for the installer. Loaded when there is one. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function NotEnrolledScreen({ view }: { view: PanelView }) {
  const { t, i18n } = useTranslation("panel");
  addKeyWords(i18n);
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <div className="state-main">
        <span className="pictogram" data-tone="indigo">
          <Link2Off aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{t("not_enrolled.title")}</h1>
        <ol className="steps">
          <li>{t("not_enrolled.step1")}</li>
          <li>
            {t("not_enrolled.step2")}
            <code>{t("not_enrolled.command")}</code>
          </li>
          <li>{t("not_enrolled.step3")}</li>
        </ol>
      </div>
    </div>
  );
}
