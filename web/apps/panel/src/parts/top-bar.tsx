import { Globe, KeyRound, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "../model/view";
import { Pressable } from "./pressable";

/** Where the visitor stands, and the way to their language. */
export function TopBar({ view }: { view: PanelView }) {
  return (
    <header className="top-bar">
      <KeysKey view={view} />
      <div className="top-names">
        <p className="building" data-testid="panel-building">
          {view.buildingName}
        </p>
        <p className="station">{view.stationName}</p>
      </div>
      {view.isViewed ? <CameraInUse /> : null}
      <LanguageKey view={view} />
    </header>
  );
}

/** The way to PIN and QR code; not there while neither can be used. */
function KeysKey({ view }: { view: PanelView }) {
  const { t } = useTranslation("panel");
  const { openKeys } = view.commands;
  if (openKeys === null) return null;
  return (
    <Pressable className="round-key" data-testid="panel-keys" onPress={openKeys}>
      <KeyRound aria-hidden="true" strokeWidth={1.75} />
      <span>{t("keys.open")}</span>
    </Pressable>
  );
}

/** A resident sees what the camera sees. Nobody is looked at without knowing it. */
function CameraInUse() {
  const { t } = useTranslation("panel");
  return (
    <p className="camera-in-use" role="status" data-testid="panel-viewed">
      <Video aria-hidden="true" strokeWidth={1.75} />
      {t("viewed.label")}
    </p>
  );
}

/** One touch for the next language, named in that language. */
export function LanguageKey({ view: { language, languages, commands } }: { view: PanelView }) {
  const next = languages[(languages.indexOf(language) + 1) % languages.length];
  if (next === undefined || next === language) return null;
  const name = new Intl.DisplayNames([next], { type: "language" }).of(next) ?? next;
  return (
    <Pressable
      className="language-key"
      data-testid="panel-language"
      lang={next}
      onPress={() => commands.chooseLanguage(next)}
    >
      <Globe aria-hidden="true" strokeWidth={1.75} />
      {name}
    </Pressable>
  );
}
