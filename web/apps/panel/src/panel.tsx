import { changeLanguage, LANGUAGES } from "@genkan/i18n";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "./model/view";
import { useModel, useReadable } from "./parts/panel-context";
import { useKeyboard } from "./parts/use-keyboard";
import { HomeScreen } from "./screens/home-screen";
import {
  BesideScreen,
  BuildingScreen,
  CallScreen,
  DirectoryScreen,
  OfficeClosedScreen,
  OfflineScreen,
  OpenedScreen,
  OutcomeScreen,
  RepliedScreen,
  WaitingScreen,
} from "./screens/late-screens";
import { StartingScreen } from "./screens/starting-screen";

const loadKeyArea = () => import("./screens/key-area");
const KeyArea = lazy(loadKeyArea);
const NotEnrolledScreen = lazy(async () => ({ default: (await loadKeyArea()).NotEnrolledScreen }));

/** The door station's screen. */
export function Panel() {
  const view = useReadable(useModel());
  useKeyboard(view.commands);
  useLanguage(view.language);
  useEffect(() => void loadKeyArea(), []); // from the unit itself: there before anybody presses the key
  return (
    <main
      className="panel"
      data-large={view.isLarge || undefined}
      data-testid="panel-state"
      data-state={view.screen.state}
    >
      <CurrentScreen view={view} />
      <BesideScreen />
    </main>
  );
}

function CurrentScreen({ view }: { view: PanelView }) {
  const { screen } = view;
  switch (screen.state) {
    case "starting":
      return <StartingScreen />;
    case "not_enrolled":
    case "revoked":
      return (
        <Suspense fallback={<StartingScreen />}>
          <NotEnrolledScreen view={view} />
        </Suspense>
      );
    case "offline":
      return <OfflineScreen view={view} screen={screen} />;
    case "building":
      return <BuildingScreen view={view} screen={screen} />;
    case "idle":
    case "unknown_home":
      return <HomeScreen view={view} screen={screen} />;
    case "key_pin":
    case "key_qr":
    case "key_phone":
    case "key_told":
      return (
        <Suspense fallback={<StartingScreen />}>
          <KeyArea view={view} screen={screen} />
        </Suspense>
      );
    case "calling":
    case "talking":
      return <CallScreen view={view} screen={screen} />;
    case "waiting":
      return <WaitingScreen view={view} screen={screen} />;
    case "directory":
      return <DirectoryScreen view={view} screen={screen} />;
    case "office_closed":
      return <OfficeClosedScreen view={view} screen={screen} />;
    case "opened":
      return <OpenedScreen />;
    case "replied":
      return <RepliedScreen view={view} screen={screen} />;
    default:
      return <OutcomeScreen view={view} state={screen.state} />;
  }
}

function useLanguage(wanted: string): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    const language = LANGUAGES.find((known) => known === wanted);
    if (language !== undefined && language !== i18n.language) void changeLanguage(i18n, language);
  }, [i18n, wanted]);
}
