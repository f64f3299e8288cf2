import { announce } from "@genkan/shell";
import { ZoneNote } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { Plus } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { Place, Policy } from "../app/data";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { findPolicyErrors, type Line, newLine, readPolicy, writePolicy } from "./policy-form";
import { PolicyLine } from "./policy-line";
import type { Door } from "./policy-section";
import { usePortalKeyWords } from "./use-portal-key-words";
import { useStandardWho } from "./use-standard-who";

export interface PolicyDialogProps {
  door: Door;
  place: Place;
  policy: Policy;
  close(): void;
}

/** Who may pass one door, and when. */
export function PolicyDialog({ door, place, policy, close }: PolicyDialogProps) {
  const { t } = usePortalKeyWords();
  const { now } = useServices();
  const sending = useSending();
  const zone = door.time_zone;
  const [form, setForm] = useState(() => readPolicy(policy, door.building_id, now(), zone));
  const [wasTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const top = useRef<HTMLFormElement>(null);
  const errors = wasTried ? findPolicyErrors(form, now(), zone) : new Map();
  const isForNobody = !form.isStandard && form.lines.length === 0;
  const building = useStandardWho(door);

  const save = async () => {
    const path = `/api/portal/doors/${encodeURIComponent(door.door_id)}/policy`;
    const answer = await sending.send("PUT", path, writePolicy(form, zone));
    setAsking(false);
    if (!answer.ok) return;
    announce(t("policy.saved"));
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    if (findPolicyErrors(form, now(), zone).size > 0) {
      requestAnimationFrame(() => top.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
    } else if (isForNobody) setAsking(true);
    else void save();
  };
  const setLine = (changed: Line) =>
    setForm({ ...form, lines: form.lines.map((line) => (line.id === changed.id ? changed : line)) });

  return (
    <Dialog
      place="side"
      title={door.name}
      description={door.building_name}
      close={close}
      testId="portal-policy-dialog"
    >
      <form ref={top} className="flex flex-col gap-5" onSubmit={submit} noValidate>
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1.5 font-medium text-14">{t("policy.mode")}</legend>
          {[true, false].map((isStandard) => (
            <label
              key={String(isStandard)}
              className="flex min-h-12 cursor-pointer items-center gap-3 text-16"
            >
              <input
                type="radio"
                name="mode"
                className="size-5 shrink-0 accent-indigo"
                data-testid={isStandard ? "portal-policy-standard" : "portal-policy-own"}
                checked={form.isStandard === isStandard}
                onChange={() => setForm({ ...form, isStandard })}
              />
              {isStandard ? t("policy.mode.standard", { building }) : t("policy.mode.own")}
            </label>
          ))}
        </fieldset>
        {form.isStandard ? null : (
          <>
            <ul className="flex flex-col gap-4" aria-label={t("policy.lines")}>
              {form.lines.map((line, index) => (
                <PolicyLine
                  key={line.id}
                  number={index + 1}
                  line={line}
                  place={place}
                  errors={errors.get(line.id) ?? {}}
                  change={setLine}
                  remove={() =>
                    setForm({ ...form, lines: form.lines.filter((other) => other.id !== line.id) })
                  }
                />
              ))}
            </ul>
            {isForNobody ? <p className="text-14 text-amber">{t("policy.noLines")}</p> : null}
            <Button
              tone="quiet"
              icon={<Plus size={20} strokeWidth={1.75} aria-hidden />}
              data-testid="portal-policy-add"
              onClick={() =>
                setForm({
                  ...form,
                  lines: [...form.lines, newLine(`building:${door.building_id}`, now(), zone)],
                })
              }
            >
              {t("policy.add")}
            </Button>
            <ZoneNote zone={zone} />
          </>
        )}
        <Problem refusal={sending.refusal} />
        {isAsking ? (
          <Confirm
            title={t("policy.confirmTitle")}
            text={t("policy.confirmText")}
            action={t("policy.confirm")}
            isBusy={sending.isBusy}
            confirm={() => void save()}
            cancel={() => setAsking(false)}
            testId="portal-policy-nobody"
          />
        ) : (
          <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-policy-save">
            {t("policy.save")}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
