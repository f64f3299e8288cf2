import { Link2Off } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "../model/view";
import { addKeyWords } from "../parts/later-words";
import { TopBar } from "../parts/top-bar";

/** A unit fresh from its box, or one that is a station no more, for the installer. Loaded when there is one. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function NotEnrolledScreen({ view }: { view: PanelView }) {
  const { t, i18n } = useTranslation("panel");
  addKeyWords(i18n);
  const why = view.screen.state === "revoked" ? "revoked" : "not_enrolled";
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <div className="state-main">
        <span className="pictogram" data-tone={why === "revoked" ? "amber" : "indigo"}>
          <Link2Off aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{t(`${why}.title`)}</h1>
        {why === "revoked" ? <p className="detail">{t("revoked.detail")}</p> : null}
        <ol className="steps">
          <li>{t(`${why}.step1`)}</li>
          <li>
            {t(`${why}.step2`)}
            <code>{t(`${why}.command`)}</code>
          </li>
          <li>{t(`${why}.step3`)}</li>
        </ol>
      </div>
    </div>
  );
}
