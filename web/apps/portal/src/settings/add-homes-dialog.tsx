import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Building, homesQuery } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { type Translate, useWords } from "../app/use-words";
import { Problem } from "../people/problem";
import { HOMES_AT_ONCE, type Numbers, readHomeNumbers } from "./home-numbers";

export interface AddHomesDialogProps {
  propertyId: string;
  building: Building;
  close(): void;
}

/** Adds homes, one by one or by a range; what will be added is shown before. */
export function AddHomesDialog({ propertyId, building, close }: AddHomesDialogProps) {
  const { t } = useWords();
  const sending = useSending();
  const homes = useQuery(homesQuery(propertyId));
  const [text, setText] = useState("");
  const [wasTried, setTried] = useState(false);
  const read = readHomeNumbers(text);
  const known = new Set(
    homes.data?.filter((home) => home.building_id === building.building_id).map((home) => home.number),
  );
  const numbers = read.ok ? read.numbers : [];
  const fresh = numbers.filter((number) => !known.has(number));
  const error = tellFault(read, fresh, wasTried, t);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fresh.length === 0 || sending.isBusy) return;
    const path = `/api/portal/buildings/${building.building_id}/homes`;
    const answer = await sending.send("POST", path, { numbers: fresh });
    if (!answer.ok) return;
    announce(t("homesForm.done", { count: fresh.length }));
    close();
  };

  return (
    <Dialog place="middle" title={t("homesForm.add")} description={building.name} close={close}>
      <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("homesForm.numbers")}
          hint={t("homesForm.hint")}
          error={error}
          value={text}
          inputMode="text"
          autoComplete="off"
          data-testid="portal-home-numbers"
          onChange={(event) => setText(event.target.value)}
        />
        <Preview numbers={numbers} known={known} freshCount={fresh.length} />
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-homes-submit">
          {fresh.length === 0 ? t("homesForm.add") : t("homesForm.submit", { count: fresh.length })}
        </Button>
      </form>
    </Dialog>
  );
}

interface PreviewProps {
  numbers: readonly string[];
  known: ReadonlySet<string>;
  freshCount: number;
}

/** Each number as it will stand in the list; those that are there already are passed over. */
function Preview({ numbers, known, freshCount }: PreviewProps) {
  const { t } = useWords();
  if (numbers.length === 0) return null;
  const passedOver = numbers.length - freshCount;
  return (
    <section aria-label={t("homesForm.preview")} className="flex flex-col gap-2">
      <p role="status" className="text-14">
        {t("homesForm.count", { count: freshCount })}
        {passedOver === 0 ? null : (
          <span className="text-quiet"> {t("homesForm.passedOver", { count: passedOver })}</span>
        )}
      </p>
      <ul
        className="flex max-h-48 flex-wrap gap-2 overflow-y-auto rounded-control bg-sunken p-3"
        data-testid="portal-homes-preview"
      >
        {numbers.map((number) => (
          <li
            key={number}
            className={
              known.has(number)
                ? "tabular rounded-[8px] px-2.5 py-1 text-14 text-quiet line-through"
                : "tabular rounded-[8px] bg-surface px-2.5 py-1 font-semibold text-14 text-indigo"
            }
          >
            {number}
          </li>
        ))}
      </ul>
    </section>
  );
}

function tellFault(read: Numbers, fresh: readonly string[], wasTried: boolean, t: Translate): string | null {
  if (read.ok) return wasTried && fresh.length === 0 ? t("homesForm.fault.allKnown") : null;
  switch (read.fault) {
    case "empty":
      return wasTried ? t("homesForm.fault.empty") : null;
    case "tooMany":
      return t("homesForm.fault.tooMany", { count: HOMES_AT_ONCE });
    case "unfit":
      return wasTried ? t("homesForm.fault.unfit", { part: read.part }) : null;
    case "backwards":
      return wasTried ? t("homesForm.fault.backwards", { part: read.part }) : null;
  }
}
