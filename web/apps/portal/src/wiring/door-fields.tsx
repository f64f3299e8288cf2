import type { StationView } from "@genkan/contract";
import { SelectField, TextField } from "@genkan/ui";
import { Flame } from "lucide-react";
import { useId } from "react";
import type { Building } from "../app/data";
import { type DoorDraft, type DoorFaults, doorAtRelay, type FailMode, RELAYS } from "./door-form";
import { useWiringWords } from "./use-wiring-words";

export interface DoorFieldsProps {
  draft: DoorDraft;
  change(draft: DoorDraft): void;
  faults: DoorFaults;
  /** The door that is edited; null: a new one. */
  ownId: string | null;
  /** Where it may be, and which stations may release it; without them the form does not ask. */
  buildings?: readonly Building[];
  stations?: readonly StationView[];
}

/** A door: what it is called, what releases it and for how long, and how its strike fails. */
export function DoorFields({ draft, change, faults, ownId, buildings = [], stations = [] }: DoorFieldsProps) {
  const { t } = useWiringWords();
  const station = stations.find(({ station_id }) => station_id === draft.stationId);
  const taken = faults.relay;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        className="sm:col-span-2"
        label={t("doorForm.name")}
        hint={t("doorForm.nameHint")}
        error={
          faults.name === undefined
            ? null
            : t(faults.name === "missing" ? "doorForm.nameMissing" : "doorForm.nameKnown")
        }
        value={draft.name}
        maxLength={120}
        autoComplete="off"
        data-testid="portal-door-name"
        onChange={(event) => change({ ...draft, name: event.target.value })}
      />
      {buildings.length > 1 ? (
        <SelectField
          className="sm:col-span-2"
          label={t("doorForm.building")}
          value={draft.buildingId}
          onChange={(event) => change({ ...draft, buildingId: event.target.value })}
        >
          {buildings.map(({ building_id, name }) => (
            <option key={building_id} value={building_id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {ownId !== null && stations.length > 1 ? (
        <SelectField
          className="sm:col-span-2"
          label={t("doorForm.station")}
          value={draft.stationId}
          data-testid="portal-door-station"
          onChange={(event) => change({ ...draft, stationId: event.target.value })}
        >
          {stations.map((each) => (
            <option key={each.station_id} value={each.station_id}>
              {each.building_name} {each.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <SelectField
        label={t("doorForm.relay")}
        hint={t("doorForm.relayHint")}
        error={
          taken === undefined ? null : t("doorForm.relayFault", { number: draft.relay, door: taken.name })
        }
        value={draft.relay}
        data-testid="portal-door-relay"
        onChange={(event) => change({ ...draft, relay: Number(event.target.value) })}
      >
        {RELAYS.map((number) => {
          const other = doorAtRelay(station, number, ownId);
          return (
            <option key={number} value={number} disabled={other !== undefined}>
              {other === undefined
                ? t("doorForm.relayFree", { number })
                : t("doorForm.relayTaken", { number, door: other.name })}
            </option>
          );
        })}
      </SelectField>
      <TextField
        label={t("doorForm.seconds")}
        hint={t("doorForm.secondsHint")}
        error={faults.seconds ? t("doorForm.secondsFault") : null}
        value={draft.seconds}
        inputMode="decimal"
        autoComplete="off"
        data-testid="portal-door-seconds"
        onChange={(event) => change({ ...draft, seconds: event.target.value })}
      />
      <WithoutPower
        className="sm:col-span-2"
        mode={draft.failMode}
        choose={(failMode) => change({ ...draft, failMode })}
      />
    </div>
  );
}

interface WithoutPowerProps {
  mode: FailMode;
  choose(mode: FailMode): void;
  className: string;
}

/** Fail-secure or fail-safe, as it was installed; and who opens in a fire. */
function WithoutPower({ mode, choose, className }: WithoutPowerProps) {
  const { t } = useWiringWords();
  const group = useId();
  return (
    <fieldset className={className}>
      <legend className="mb-1.5 font-medium text-14">{t("doorForm.power")}</legend>
      <div className="divide-y divide-line rounded-control border border-quiet/60 px-4">
        {(["secure", "safe"] as const).map((each) => (
          <label key={each} className="flex min-h-12 cursor-pointer items-start gap-3 py-3 text-16">
            <input
              type="radio"
              name={group}
              className="mt-0.5 size-5 shrink-0 accent-indigo"
              data-testid={`portal-door-${each}`}
              checked={mode === each}
              onChange={() => choose(each)}
            />
            <span>
              {t(`doorForm.${each}`)}
              <span className="block text-14 text-quiet">{t(`doorForm.${each}Hint`)}</span>
            </span>
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-14 text-quiet">{t("doorForm.powerText")}</p>
      <p className="mt-2 flex gap-2 text-14">
        <Flame size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-amber" />
        {t("doorForm.fire")}
      </p>
    </fieldset>
  );
}
