import type { DoorView, HttpBody, StationView } from "@genkan/contract";
import { announce, useReadable } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { placesQuery } from "../app/data";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { DoorFields } from "./door-fields";
import { findDoorFaults, proposeDoor, readDoor, writeDoor } from "./door-form";
import { focusFault } from "./focus-fault";
import { useWiringWords } from "./use-wiring-words";

export interface DoorEditorProps {
  station: StationView;
  /** null: a new one. */
  door: DoorView | null;
  close(): void;
}

/** Makes a door of the station, or says anew what one is, or takes it away. */
export function DoorEditor({ station, door, close }: DoorEditorProps) {
  const { t } = useWiringWords();
  const { board } = useServices();
  const places = useQuery(placesQuery);
  const sending = useSending();
  const known = useReadable(board.view).stations ?? [];
  const stations = known.filter(({ property_id }) => property_id === station.property_id);
  const ownId = door?.door_id ?? null;
  const [draft, setDraft] = useState(() =>
    door === null
      ? proposeDoor(stations, station, station.building_id ?? "", t("doorForm.nameDefault"))
      : readDoor(door, station),
  );
  const [wasTried, setTried] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const faults = findDoorFaults(draft, stations, ownId);
  const place = places.data?.find(({ property_id }) => property_id === station.property_id);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const body = writeDoor(draft);
    if (body === null || Object.keys(faults).length > 0) focusFault(event.currentTarget);
    else if (!sending.isBusy) {
      const answer =
        door === null
          ? await sending.send("POST", `/api/portal/stations/${station.station_id}/doors`, body)
          : await sending.send("PUT", `/api/portal/doors/${door.door_id}`, {
              ...body,
              station_id: draft.stationId,
            });
      if (!answer.ok) return;
      announce(t(door === null ? "doorForm.created" : "doorForm.saved", { name: draft.name }));
      close();
    }
  };
  const remove = async () => {
    if (door === null) return;
    const answer = await sending.send<HttpBody<"DoorRemovedOut">>(
      "DELETE",
      `/api/portal/doors/${door.door_id}`,
    );
    if (!answer.ok) return;
    const { keys } = answer.body;
    announce(
      keys === 0
        ? t("doorForm.removed", { name: door.name })
        : t("doorForm.removedKeys", { name: door.name, count: keys }),
    );
    close();
  };

  return (
    <form
      className="flex flex-col gap-5 rounded-card border border-line bg-paper p-5"
      aria-label={door === null ? t("doorForm.newTitle") : t("doorForm.editOf", { name: door.name })}
      data-testid="portal-door-form"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      {door === null ? <h4 className="font-semibold text-16">{t("doorForm.newTitle")}</h4> : null}
      <DoorFields
        draft={draft}
        change={setDraft}
        faults={wasTried ? faults : {}}
        ownId={ownId}
        buildings={place?.buildings ?? []}
        stations={stations}
      />
      <Problem refusal={sending.refusal} />
      {door !== null && isRemoving ? (
        <Confirm
          title={t("doorForm.removeTitle", { name: door.name })}
          text={t("doorForm.removeText")}
          action={t("doorForm.remove")}
          isBusy={sending.isBusy}
          confirm={() => void remove()}
          cancel={() => setRemoving(false)}
          testId="portal-door-remove"
        />
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isBusy={sending.isBusy} data-testid="portal-door-submit">
            {door === null ? t("doorForm.create") : t("form.save")}
          </Button>
          <Button tone="plain" onClick={close}>
            {t("common:action.cancel")}
          </Button>
          {door === null ? null : (
            <Button
              tone="plain"
              className="ml-auto text-crimson!"
              data-testid="portal-door-remove"
              onClick={() => setRemoving(true)}
            >
              {t("doorForm.remove")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
