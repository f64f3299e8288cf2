import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { ZoneNote } from "@genkan/shell/schedule";
import { Button, TextField } from "@genkan/ui";
import { type FormEvent, useRef, useState } from "react";
import type { StaffKeys } from "../app/data";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { DoorPick } from "./door-pick";
import { type StaffKeyMade, StaffMade } from "./staff-made";
import { usePortalKeyWords } from "./use-portal-key-words";
import { parseSchedule, readWhen, whenErrors, writeWhen } from "./when";
import { WhenChoice } from "./when-choice";

const KINDS = ["pin", "qr"] as const;
type Kind = (typeof KINDS)[number];

export interface StaffDialogProps {
  propertyId: string;
  keys: StaffKeys;
  /** The one to change; without it a new one is made. */
  edited?: StaffKeys["keys"][number];
  close(): void;
}

/** For whom, which kind, when, which doors; then, of a new one, the PIN or the code, this once. */
export function StaffDialog({ propertyId, keys, edited, close }: StaffDialogProps) {
  const { t } = usePortalKeyWords();
  const { now } = useServices();
  const sending = useSending();
  const zone = keys.time_zone;
  const [made, setMade] = useState<StaffKeyMade | null>(null);
  const [name, setName] = useState(edited?.name ?? "");
  const [kind, setKind] = useState<Kind>("pin");
  const [when, setWhen] = useState(() => readWhen(parseSchedule(edited?.schedule), now(), zone));
  const [doorIds, setDoorIds] = useState<readonly string[] | null>(edited?.door_ids ?? null);
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const errors = wasTried ? whenErrors(when, now(), zone) : {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    const isUnfit = Object.keys(whenErrors(when, now(), zone)).length > 0;
    if (name.trim() === "" || doorIds?.length === 0 || isUnfit) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const terms: HttpBody<"StaffTermsIn"> = {
      name: name.trim(),
      schedule: writeWhen(when, zone),
      door_ids: doorIds === null ? null : [...doorIds],
    };
    if (edited === undefined) await make({ ...terms, kind });
    else await change(edited.key_id, terms);
  };

  const make = async (body: HttpBody<"StaffKeyIn">) => {
    const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/staff-keys`;
    const answer = await sending.send<StaffKeyMade>("POST", path, body);
    if (answer.ok) setMade(answer.body);
  };

  const change = async (keyId: string, body: HttpBody<"StaffTermsIn">) => {
    const answer = await sending.send("PUT", `/api/portal/staff-keys/${encodeURIComponent(keyId)}`, body);
    if (!answer.ok) return;
    announce(t("staff.saved", { name: body.name }));
    close();
  };

  if (made !== null) return <StaffMade made={made} close={close} />;
  return (
    <Dialog
      place="side"
      title={t(edited === undefined ? "staff.add" : "staff.editTitle")}
      {...(edited === undefined ? {} : { description: t("staff.editText") })}
      close={close}
      testId="portal-staff-dialog"
    >
      <form ref={form} className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("staff.name")}
          hint={t("staff.nameHint")}
          error={wasTried && name.trim() === "" ? t("staff.nameMissing") : null}
          value={name}
          maxLength={120}
          autoComplete="off"
          data-testid="portal-staff-name"
          onChange={(event) => setName(event.target.value)}
        />
        {edited !== undefined ? null : <KindChoice kind={kind} choose={setKind} />}
        <WhenChoice
          label={t("staff.when")}
          when={when}
          change={setWhen}
          errors={errors}
          testId="portal-staff-when"
        />
        {when.isAlways ? null : <ZoneNote zone={zone} />}
        <DoorPick
          doors={keys.doors}
          chosen={doorIds}
          choose={setDoorIds}
          error={wasTried && doorIds?.length === 0 ? t("staff.doorsMissing") : null}
        />
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-staff-submit">
          {t(edited === undefined ? "staff.submit" : "staff.save")}
        </Button>
      </form>
    </Dialog>
  );
}

function KindChoice({ kind, choose }: { kind: Kind; choose(kind: Kind): void }) {
  const { t } = usePortalKeyWords();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-14">{t("staff.kindLegend")}</legend>
      {KINDS.map((known) => (
        <label key={known} className="flex min-h-12 cursor-pointer items-start gap-3 text-16">
          <input
            type="radio"
            name="kind"
            className="mt-1 size-5 shrink-0 accent-indigo"
            data-testid={`portal-staff-${known}`}
            checked={kind === known}
            onChange={() => choose(known)}
          />
          <span>
            {t(`staff.kind.${known}`)}
            <span className="block text-14 text-quiet">{t(`staff.kindHint.${known}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
