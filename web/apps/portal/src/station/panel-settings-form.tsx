import type { StationView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { toTimeText } from "@genkan/shell/schedule";
import { Button, SelectField, TextField } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import type { PanelSettings } from "../app/data";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { Slider } from "./slider";
import { useUnitWords } from "./use-unit-words";

type Settings = PanelSettings["settings"];

// The server's own bounds.
const IDLE_LEAST_S = 10;
const IDLE_MOST_S = 120;
const SOFTEST = 10;
const DIMMEST = 30;
const DIMMEST_AT_NIGHT = 10;

interface FormProps {
  station: StationView;
  shown: PanelSettings;
  close(): void;
}

/** Every setting with its default; what was chosen stays until it is saved, also when the server refuses. */
export function PanelSettingsForm({ station, shown, close }: FormProps) {
  const { t } = useUnitWords();
  const sending = useSending();
  const [body, setBody] = useState(shown.settings);
  const [idle, setIdle] = useState(String(shown.settings.idle_s));
  const isIdleFit = /^\d{1,3}$/.test(idle.trim()) && isWithin(Number(idle), IDLE_LEAST_S, IDLE_MOST_S);
  const change = (part: Partial<Settings>) => setBody((before) => ({ ...before, ...part }));
  const reset = () => {
    setBody(shown.defaults);
    setIdle(String(shown.defaults.idle_s));
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isBusy || !isIdleFit) return;
    const path = `/api/portal/stations/${encodeURIComponent(station.station_id)}/settings`;
    const answer = await sending.send("PUT", path, { ...body, idle_s: Number(idle) });
    if (!answer.ok) return;
    announce(t(station.online ? "unit.saved" : "unit.savedOffline"));
    close();
  };
  return (
    <form
      className="flex flex-col gap-6"
      noValidate
      data-testid="portal-unit-form"
      onSubmit={(event) => void save(event)}
    >
      <Sound body={body} shown={shown} change={change} />
      <Light body={body} shown={shown} change={change} />
      <SelectField
        label={t("unit.language")}
        hint={t("unit.languageHint")}
        value={body.language}
        data-testid="portal-unit-language"
        onChange={(event) => change({ language: event.target.value === "en" ? "en" : "ja" })}
      >
        <option value="ja">{t("unit.language.ja")}</option>
        <option value="en">{t("unit.language.en")}</option>
      </SelectField>
      <TextField
        label={t("unit.idleField")}
        inputMode="numeric"
        maxLength={3}
        hint={t("unit.idleHint", { least: IDLE_LEAST_S, most: IDLE_MOST_S, value: shown.defaults.idle_s })}
        error={isIdleFit ? null : t("unit.idleUnfit", { least: IDLE_LEAST_S, most: IDLE_MOST_S })}
        value={idle}
        data-testid="portal-unit-idle"
        onChange={(event) => setIdle(event.target.value)}
      />
      <Pictures body={body} shown={shown} change={change} />
      <p className="text-14 text-quiet">{t(station.online ? "unit.followsOnline" : "unit.followsOffline")}</p>
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={sending.isBusy} disabled={!isIdleFit} data-testid="portal-unit-save">
          {t("unit.save")}
        </Button>
        <Button tone="plain" onClick={reset} data-testid="portal-unit-reset">
          {t("unit.reset")}
        </Button>
        <Button tone="plain" onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  body: Settings;
  shown: PanelSettings;
  change(part: Partial<Settings>): void;
}

function Sound({ body, shown: { defaults, of_property }, change }: PartProps) {
  const { t } = useUnitWords();
  const own = body.night_volume;
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-semibold text-14">{t("unit.sound")}</legend>
      <Slider
        label={t("unit.volume")}
        hint={`${t("unit.volumeHint")} ${t("unit.default", { value: t("unit.percent", { value: defaults.volume }) })}`}
        value={body.volume}
        says={t("unit.percent", { value: body.volume })}
        least={SOFTEST}
        testId="portal-unit-volume"
        set={(volume) => change({ volume })}
      />
      <SelectField
        label={t("unit.nightVolume")}
        hint={tellNight(t, of_property.night)}
        value={own === null ? "property" : "own"}
        data-testid="portal-unit-night"
        onChange={(event) =>
          change({ night_volume: event.target.value === "own" ? of_property.night_volume : null })
        }
      >
        <option value="property">
          {t("unit.nightVolume.property", { value: of_property.night_volume })}
        </option>
        <option value="own">{t("unit.nightVolume.own")}</option>
      </SelectField>
      {own === null ? null : (
        <Slider
          label={t("unit.nightVolume.label")}
          value={own}
          says={t("unit.nightVolume.value", { value: own })}
          least={0}
          testId="portal-unit-night-volume"
          set={(night_volume) => change({ night_volume })}
        />
      )}
    </fieldset>
  );
}

function Light({ body, shown: { defaults }, change }: PartProps) {
  const { t } = useUnitWords();
  const tellDefault = (value: number) => t("unit.default", { value: t("unit.percent", { value }) });
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-semibold text-14">{t("unit.light")}</legend>
      <Slider
        label={t("unit.brightness")}
        hint={`${t("unit.brightnessHint")} ${tellDefault(defaults.brightness)}`}
        value={body.brightness}
        says={t("unit.percent", { value: body.brightness })}
        least={DIMMEST}
        testId="portal-unit-brightness"
        set={(brightness) => change({ brightness })}
      />
      <Slider
        label={t("unit.nightBrightness")}
        hint={`${t("unit.nightBrightnessHint")} ${tellDefault(defaults.night_brightness)}`}
        value={body.night_brightness}
        says={t("unit.percent", { value: body.night_brightness })}
        least={DIMMEST_AT_NIGHT}
        testId="portal-unit-night-brightness"
        set={(night_brightness) => change({ night_brightness })}
      />
    </fieldset>
  );
}

function Pictures({ body, shown: { of_property }, change }: PartProps) {
  const { t } = useUnitWords();
  const choices = ["property", "missed", "never"] as const;
  return (
    <SelectField
      label={t("unit.snapshots")}
      hint={t("unit.snapshotsHint")}
      value={body.snapshots}
      data-testid="portal-unit-snapshots"
      onChange={(event) =>
        change({ snapshots: choices.find((choice) => choice === event.target.value) ?? "property" })
      }
    >
      <option value="property">
        {t("unit.snapshots.property", { value: t(`unit.snapshots.${of_property.snapshots}`) })}
      </option>
      <option value="missed">{t("unit.snapshots.missed")}</option>
      <option value="never">{t("unit.snapshots.never")}</option>
    </SelectField>
  );
}

function tellNight(t: ReturnType<typeof useUnitWords>["t"], night: PanelSettings["of_property"]["night"]) {
  if (night === null) return t("unit.noNight");
  return t("unit.night", { from: toTimeText(night.from_minute), to: toTimeText(night.to_minute) });
}

function isWithin(value: number, least: number, most: number): boolean {
  return least <= value && value <= most;
}
