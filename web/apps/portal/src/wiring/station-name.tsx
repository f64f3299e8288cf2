import type { StationView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { Pencil } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { useWiringWords } from "./use-wiring-words";

/** Lets an installer give the station another name. */
export function StationName({ station }: { station: StationView }) {
  const { t } = useWiringWords();
  const sending = useSending();
  const [name, setName] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name === null || name.trim() === "" || sending.isBusy) return;
    const answer = await sending.send("PUT", `/api/portal/stations/${station.station_id}`, { name });
    if (!answer.ok) return;
    announce(t("rename.saved", { name }));
    setName(null);
  };

  if (name === null) {
    return (
      <Button
        tone="quiet"
        size="small"
        className="self-start"
        icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-station-rename"
        onClick={() => {
          setTried(false);
          setName(station.name);
        }}
      >
        {t("rename.begin")}
      </Button>
    );
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t("stationForm.name")}
        hint={t("stationForm.nameHint")}
        error={wasTried && name.trim() === "" ? t("stationForm.nameMissing") : null}
        value={name}
        maxLength={120}
        autoComplete="off"
        data-testid="portal-station-name"
        onChange={(event) => setName(event.target.value)}
      />
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={sending.isBusy} data-testid="portal-station-name-save">
          {t("form.save")}
        </Button>
        <Button tone="plain" onClick={() => setName(null)}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
