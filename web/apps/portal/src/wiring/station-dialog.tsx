import type { HttpBody, StationView } from "@genkan/contract";
import { announce, useReadable } from "@genkan/shell";
import { Button, EmptyState, SelectField, Skeleton, TextField } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type Building, type Place, placesQuery } from "../app/data";
import { Dialog } from "../app/dialog";
import { isInstallerOf } from "../app/me";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { DoorFields } from "./door-fields";
import { type DoorDraft, findDoorFaults, proposeDoor, writeDoor } from "./door-form";
import { focusFault } from "./focus-fault";
import { useWiringWords } from "./use-wiring-words";
import { waitForStation } from "./wait-for-station";

export interface StationDialogProps {
  /** The property it is for, where the page is about one. */
  propertyId?: string | undefined;
  close(): void;
}

/** Makes a station with its first door, and goes on to the code that enrols its unit. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function StationDialog({ propertyId, close }: StationDialogProps) {
  const { t } = useWiringWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const places = useQuery(placesQuery);
  const navigate = useNavigate();
  const own = (places.data ?? []).filter(
    (place) =>
      view.state === "signed_in" &&
      isInstallerOf(view.me, place.property_id) &&
      (propertyId === undefined || place.property_id === propertyId),
  );
  const hasBuilding = own.some(({ buildings }) => buildings.length > 0);
  return (
    <Dialog
      place="middle"
      title={t("stationForm.add")}
      description={hasBuilding ? t("stationForm.text") : undefined}
      close={close}
      testId="portal-station-dialog"
    >
      {places.isPending ? <Skeleton className="h-64 rounded-control" /> : null}
      {places.isPending || hasBuilding ? null : (
        <EmptyState
          icon={<Building2 size={28} strokeWidth={1.75} />}
          title={t("stationForm.add")}
          action={
            <Button onClick={() => void navigate({ to: "/settings" }).then(close)}>
              {t("stationForm.toSettings")}
            </Button>
          }
        >
          {t("stationForm.noBuilding")}
        </EmptyState>
      )}
      {hasBuilding ? <StationForm places={own} close={close} /> : null}
    </Dialog>
  );
}

function StationForm({ places, close }: { places: readonly Place[]; close(): void }) {
  const { t } = useWiringWords();
  const { board, enrolments } = useServices();
  const navigate = useNavigate();
  const sending = useSending();
  const stations = useReadable(board.view).stations ?? [];
  const buildings = places.flatMap((place) => place.buildings);
  const [isBusy, setBusy] = useState(false);
  const [draft, setDraft] = useState(() => propose(stations, firstWithout(stations, buildings), t));
  const [withDoor, setWithDoor] = useState(true);
  const [wasTried, setTried] = useState(false);
  const nameFault = findNameFault(draft.name, draft.door.buildingId, stations);
  const doorFaults = withDoor ? findDoorFaults(draft.door, stations, null) : {};

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (nameFault !== null || Object.keys(doorFaults).length > 0) return focusFault(event.currentTarget);
    if (isBusy) return;
    setBusy(true);
    const answer = await sending.send<HttpBody<"StationMadeOut">>("POST", "/api/portal/stations", {
      name: draft.name,
      building_id: draft.door.buildingId,
      door: withDoor ? writeDoor(draft.door) : null,
    });
    if (!answer.ok) return setBusy(false);
    const { station_id } = answer.body;
    announce(t("stationForm.done", { name: draft.name }));
    await waitForStation(board, station_id);
    void enrolments.of(station_id).begin(false);
    await navigate({ to: "/devices", search: { station: station_id } });
    close();
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <SelectField
        label={t("stationForm.building")}
        value={draft.door.buildingId}
        data-testid="portal-station-building"
        onChange={(event) => setDraft({ ...draft, door: { ...draft.door, buildingId: event.target.value } })}
      >
        {places.map((place) => (
          <optgroup key={place.property_id} label={place.name}>
            {place.buildings.map(({ building_id, name }) => (
              <option key={building_id} value={building_id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField
        label={t("stationForm.name")}
        hint={t("stationForm.nameHint")}
        error={wasTried && nameFault !== null ? t(`stationForm.${nameFault}`) : null}
        value={draft.name}
        maxLength={120}
        autoComplete="off"
        data-testid="portal-station-name"
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <div className="flex flex-col gap-4 rounded-card border border-line bg-paper p-4">
        <label className="flex min-h-12 cursor-pointer items-center gap-3 font-semibold text-16">
          <input
            type="checkbox"
            className="size-5 accent-indigo"
            data-testid="portal-station-with-door"
            checked={withDoor}
            onChange={() => setWithDoor(!withDoor)}
          />
          {t("stationForm.withDoor")}
        </label>
        {withDoor ? (
          <DoorFields
            draft={draft.door}
            change={(door) => setDraft({ ...draft, door })}
            faults={wasTried ? doorFaults : {}}
            ownId={null}
          />
        ) : null}
      </div>
      <Problem refusal={sending.refusal} />
      <Button type="submit" isWide isBusy={isBusy} data-testid="portal-station-submit">
        {t("stationForm.submit")}
      </Button>
    </form>
  );
}

interface StationDraft {
  name: string;
  door: DoorDraft;
}

function propose(
  stations: readonly StationView[],
  buildingId: string,
  t: ReturnType<typeof useWiringWords>["t"],
): StationDraft {
  const usual = t("stationForm.nameDefault");
  return {
    name: findNameFault(usual, buildingId, stations) === null ? usual : "",
    door: proposeDoor(stations, undefined, buildingId, t("doorForm.nameDefault")),
  };
}

/** The building that has no station yet, or the first. */
function firstWithout(stations: readonly StationView[], buildings: readonly Building[]): string {
  const bare = buildings.find(
    ({ building_id }) => !stations.some((station) => station.building_id === building_id),
  );
  return (bare ?? buildings[0])?.building_id ?? "";
}

function findNameFault(
  name: string,
  buildingId: string,
  stations: readonly StationView[],
): "nameMissing" | "nameKnown" | null {
  if (name.trim() === "") return "nameMissing";
  const isKnown = stations.some(
    (station) => station.building_id === buildingId && station.name === name.trim(),
  );
  return isKnown ? "nameKnown" : null;
}
