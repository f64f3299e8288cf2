import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { CountdownRing } from "../parts/countdown-ring";
import { KeyTop } from "../parts/key-top";
import { LockKeypad } from "../parts/lock-keypad";
import { Pressable } from "../parts/pressable";
import { Viewfinder } from "../parts/viewfinder";
import { BuildingKeys } from "./late-screens";

type PinScreenState = Extract<Screen, { state: "key_pin" }>;

/** The PIN, and where it takes it the home number: digits and 「解錠」. */
export function PinScreen({ view, screen }: { view: PanelView; screen: PinScreenState }) {
  const { t } = useTranslation("panel");
  if (screen.step === "building") return <BuildingStep view={view} screen={screen} />;
  return (
    <div className="home key-screen">
      <KeyTop view={view} mode="pin" />
      <div className="home-words">
        <div className="key-words">
          <h1 className="prompt" data-hint={screen.hint ?? undefined}>
            {screen.hint !== null ? t(`pin.hint.${screen.hint}`) : t(`pin.prompt.${screen.step}`)}
          </h1>
          <p className="key-detail">{t(`pin.detail.${screen.step}`)}</p>
        </div>
      </div>
      <div className="number-well" data-hint={screen.hint !== null ? "" : undefined}>
        {screen.step === "pin" ? (
          <output data-testid="panel-pin" aria-label={t("pin.typed", { count: screen.length })}>
            {screen.length > 0 ? <Dots count={screen.length} /> : null}
          </output>
        ) : (
          <>
            {screen.buildingName === "" ? null : <span className="well-building">{screen.buildingName}</span>}
            <output className="tabular" data-testid="panel-number" aria-label={t("number.label")}>
              {screen.homeNumber}
            </output>
          </>
        )}
      </div>
      <LockKeypad commands={view.commands} isChecking={screen.isChecking} />
    </div>
  );
}

/** Between the PIN and the home number, where the station serves several buildings. */
function BuildingStep({ view, screen }: { view: PanelView; screen: PinScreenState }) {
  const { t } = useTranslation("panel");
  return (
    <div className="building-screen key-screen">
      <KeyTop view={view} mode={null} />
      <div className="home-words">
        <div className="key-words">
          <h1 className="prompt">{t("pin.prompt.building")}</h1>
          <p className="key-detail">{t("pin.detail.building")}</p>
        </div>
      </div>
      <BuildingKeys buildings={screen.buildings} choose={view.commands.chooseBuilding} />
    </div>
  );
}

/** As many dots as digits: who looks over a shoulder learns nothing. */
function Dots({ count }: { count: number }) {
  return (
    <span className="dots" aria-hidden="true">
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
        <span key={place} className="dot" />
      ))}
    </span>
  );
}

/** The camera, and a frame to hold the code into. */
export function QrScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "key_qr" }>;
}) {
  const { t } = useTranslation("panel");
  const { camera, stream } = view.devices;
  const hasCamera = camera === "ok" || camera === "starting";
  return (
    <div className="qr-screen">
      <KeyTop view={view} mode="qr" />
      <div className="qr-words" data-tone={screen.isForeign ? "amber" : undefined}>
        <h1 className="prompt">
          {!hasCamera ? t("qr.no_camera") : screen.isForeign ? t("qr.foreign") : t("qr.prompt")}
        </h1>
        <p className="key-detail">
          {!hasCamera ? t("qr.no_camera_detail") : screen.isForeign ? t("qr.foreign_detail") : t("qr.detail")}
        </p>
        {hasCamera && view.takesPictures ? <p className="key-detail">{t("qr.pictured")}</p> : null}
      </div>
      <Viewfinder stream={hasCamera ? stream : null} />
    </div>
  );
}

/** A phone of the home is to allow it. Right and wrong entries look alike here. */
export function PhoneScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "key_phone" }>;
}) {
  const { t } = useTranslation("panel");
  return (
    <div className="state-screen">
      <KeyTop view={view} mode={null} />
      <div className="state-main">
        <CountdownRing sinceMs={screen.sinceMs} deadlineMs={screen.deadlineMs}>
          <Smartphone className="key-phone" aria-hidden="true" strokeWidth={1.5} />
        </CountdownRing>
        <h1 className="sentence">{t("key_phone.title")}</h1>
        <p className="detail">{t("key_phone.detail")}</p>
      </div>
      <Pressable className="home-key" data-testid="panel-again" onPress={view.commands.again}>
        {t("key_phone.correct")}
      </Pressable>
    </div>
  );
}
