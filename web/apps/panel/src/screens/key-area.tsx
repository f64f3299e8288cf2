import "./key-area.css";
import { useTranslation } from "react-i18next";
import type { KeyScreen, PanelView } from "../model/view";
import { KeyAnnouncer } from "../parts/key-announcer";
import { addKeyWords } from "../parts/later-words";
import { PhoneScreen, PinScreen, QrScreen } from "./key-screens";
import { KeyToldScreen } from "./key-told-screen";

export { default as NotEnrolledScreen } from "./not-enrolled-screen";

/** Every key screen with its words, loaded after the home screen stands. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function KeyArea({ view, screen }: { view: PanelView; screen: KeyScreen }) {
  const { i18n } = useTranslation("panel");
  addKeyWords(i18n);
  return (
    <>
      <CurrentScreen view={view} screen={screen} />
      <KeyAnnouncer view={view} screen={screen} />
    </>
  );
}

function CurrentScreen({ view, screen }: { view: PanelView; screen: KeyScreen }) {
  switch (screen.state) {
    case "key_pin":
      return <PinScreen view={view} screen={screen} />;
    case "key_qr":
      return <QrScreen view={view} screen={screen} />;
    case "key_phone":
      return <PhoneScreen view={view} screen={screen} />;
    case "key_told":
      return <KeyToldScreen view={view} screen={screen} />;
  }
}
