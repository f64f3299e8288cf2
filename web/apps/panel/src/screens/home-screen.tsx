import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { Clock } from "../parts/clock";
import { DeviceNotice } from "../parts/device-notice";
import { Keypad } from "../parts/keypad";
import { TopBar } from "../parts/top-bar";
import { SideKeys } from "./late-screens";

type KeypadScreen = Extract<Screen, { state: "idle" | "unknown_home" }>;

const LONG_NUMBER = 5; // more digits would push the sentence into a third line

/** Where every visit starts: the number, and 「呼出」. */
export function HomeScreen({ view, screen }: { view: PanelView; screen: KeypadScreen }) {
  const isDialing = screen.state === "idle" && screen.isDialing;
  return (
    <div className="home">
      <TopBar view={view} />
      <div className="home-words">
        {screen.state === "unknown_home" ? (
          <UnknownHome number={screen.unknownNumber} />
        ) : (
          <>
            <div className="home-head">
              <Clock timeZone={view.timeZone} language={view.language} isKnown={view.isTimeKnown} />
              <SideKeys view={view} />
            </div>
            <DeviceNotice devices={view.devices} />
            <Prompt screen={screen} />
          </>
        )}
      </div>
      <EnteredNumber screen={screen} building={view.chosenBuilding} />
      <Keypad commands={view.commands} isDialing={isDialing} />
    </div>
  );
}

function Prompt({ screen }: { screen: Extract<KeypadScreen, { state: "idle" }> }) {
  const { t } = useTranslation("panel");
  const text =
    screen.hint === "empty"
      ? t("hint.empty")
      : screen.hint === "full"
        ? t("hint.full", { digits: screen.number.length })
        : t("prompt");
  return (
    <h1 className="prompt" data-hint={screen.hint ?? undefined}>
      {text}
    </h1>
  );
}

function UnknownHome({ number }: { number: string }) {
  const { t } = useTranslation("panel");
  return (
    <div className="unknown-home" data-long={number.length > LONG_NUMBER || undefined}>
      <SearchX aria-hidden="true" strokeWidth={1.75} />
      <h1>{t("unknown_home.title", { number })}</h1>
    </div>
  );
}

function EnteredNumber({ screen, building }: { screen: KeypadScreen; building: string }) {
  const { t } = useTranslation("panel");
  const isWrong = screen.state === "unknown_home";
  return (
    <div
      className="number-well"
      data-hint={screen.state === "idle" && screen.hint === "empty" ? "" : undefined}
      data-wrong={isWrong || undefined}
    >
      {building === "" ? null : <span className="well-building">{building}</span>}
      <output className="tabular" data-testid="panel-number" aria-label={t("number.label")}>
        {screen.number}
      </output>
    </div>
  );
}
