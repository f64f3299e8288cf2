import { useTranslation } from "react-i18next";
import type { KeyScreen, PanelView } from "../model/view";
import { useKeyToldWords } from "./use-key-told-words";

/** Says the key screens to a visitor who does not see them. */
export function KeyAnnouncer({ view, screen }: { view: PanelView; screen: KeyScreen }) {
  return (
    <p className="sr-only" aria-live="assertive" aria-atomic="true" data-testid="key-words">
      {screen.state === "key_told" ? <Told view={view} screen={screen} /> : <Words screen={screen} />}
    </p>
  );
}

function Told({ view, screen }: { view: PanelView; screen: Extract<KeyScreen, { state: "key_told" }> }) {
  const { title, detail } = useKeyToldWords(screen, view.timeZone, view.language);
  return `${title} ${detail ?? ""}`;
}

function Words({ screen }: { screen: Exclude<KeyScreen, { state: "key_told" }> }) {
  const { t } = useTranslation("panel");
  switch (screen.state) {
    case "key_pin":
      return screen.hint !== null ? t(`pin.hint.${screen.hint}`) : t(`pin.prompt.${screen.step}`);
    case "key_qr":
      return screen.isForeign ? t("qr.foreign") : t("qr.prompt");
    case "key_phone":
      return `${t("key_phone.title")} ${t("key_phone.detail")}`;
  }
}
