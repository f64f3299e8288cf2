import { Button, SelectField, TextField } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import type { Building } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Problem } from "../people/problem";

export interface BuildingDialogProps {
  propertyId: string;
  /** null: a new one. */
  building: Building | null;
  close(): void;
}

const HOME_ZONE = "Asia/Tokyo";

/** A building's name, and the zone that its clocks show. */
export function BuildingDialog({ propertyId, building, close }: BuildingDialogProps) {
  const { t } = useWords();
  const sending = useSending();
  const [name, setName] = useState(building?.name ?? "");
  const [zone, setZone] = useState(building?.time_zone ?? HOME_ZONE);
  const [wasTried, setTried] = useState(false);
  const zones = [...new Set([HOME_ZONE, zone, ...Intl.supportedValuesOf("timeZone")])];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || sending.isBusy) return;
    const body = { name, time_zone: zone };
    const answer =
      building === null
        ? await sending.send("POST", `/api/portal/properties/${propertyId}/buildings`, body)
        : await sending.send("PUT", `/api/portal/buildings/${building.building_id}`, body);
    if (answer.ok) close();
  };

  return (
    <Dialog place="middle" title={building === null ? t("building.add") : t("building.edit")} close={close}>
      <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("building.name")}
          hint={t("building.nameHint")}
          error={wasTried && name.trim() === "" ? t("building.nameMissing") : null}
          value={name}
          maxLength={120}
          autoComplete="off"
          data-testid="portal-building-name"
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t("building.zone")}
          hint={t("building.zoneHint")}
          value={zone}
          onChange={(event) => setZone(event.target.value)}
        >
          {zones.map((known) => (
            <option key={known} value={known}>
              {known}
            </option>
          ))}
        </SelectField>
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-building-submit">
          {building === null ? t("building.create") : t("form.save")}
        </Button>
      </form>
    </Dialog>
  );
}
