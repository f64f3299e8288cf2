import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Screen } from "../model/view";
import { useCallee } from "./callee";
import { useReadWord } from "./read-word";

/** Says every state at once to a visitor who does not see the screen. */
export function Announcer({ screen }: { screen: Screen }) {
  const { t } = useTranslation("panel");
  const read = useReadWord();
  const nameCallee = useCallee();
  const isInCall = screen.state === "calling" || screen.state === "talking" || screen.state === "waiting";
  const homeWord = isInCall ? screen.words.findLast(({ by }) => by === "home") : undefined;
  return (
    <p className="sr-only" aria-live="assertive" aria-atomic="true">
      {homeWord === undefined
        ? describe(screen, t, nameCallee)
        : `${describe(screen, t, nameCallee)} ${read(homeWord)}`}
    </p>
  );
}

function describe(screen: Screen, t: TFunction<"panel">, nameCallee: (homeNumber: string) => string): string {
  switch (screen.state) {
    case "starting":
    case "key_pin":
    case "key_qr":
    case "key_phone":
    case "key_told":
      return ""; // the key screens say it themselves
    case "building":
      return t("building.title");
    case "idle":
      return screen.hint === "empty" ? t("hint.empty") : "";
    case "unknown_home":
      return t("unknown_home.title", { number: screen.unknownNumber });
    case "replied":
      return screen.word?.text ?? t("replied.title");
    case "calling":
      return `${nameCallee(screen.homeNumber)} ${t("calling.title")}`;
    case "directory":
      return t(`directory.${screen.directory.state === "shown" ? "title" : screen.directory.state}`);
    case "opened":
    case "talking":
    case "not_enrolled":
      return t(`${screen.state}.title`);
    default:
      return `${t(`${screen.state}.title`)} ${t(`${screen.state}.detail`)}`;
  }
}
