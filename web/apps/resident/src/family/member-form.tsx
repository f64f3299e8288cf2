import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { CountrySelect } from "@genkan/shell/countries";
import { fieldOf, findFaults, type PersonDraft, type PersonField } from "@genkan/shell/person";
import { Button, TextField } from "@genkan/ui";
import { type FormEvent, useRef, useState } from "react";
import { Problem } from "../app/problem";
import { useFamilyWords } from "./use-family-words";

export interface MemberFormProps {
  initial: PersonDraft;
  /** A child or elder without mail and telephone has a name only. */
  hasAccount: boolean;
  isBusy: boolean;
  refusal: Refusal | null;
  submit(draft: PersonDraft): void;
}

const NAMES = ["given_name", "family_name"] as const;

/** 「ファミリーメンバー追加」, field by field as residents know it. What was typed stays, whatever the answer is. */
export function MemberForm({ initial, hasAccount, isBusy, refusal, submit }: MemberFormProps) {
  const { t, i18n } = useFamilyWords();
  const [draft, setDraft] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const found = findFaults(draft);
  const faults = hasAccount
    ? found
    : Object.fromEntries(NAMES.flatMap((name) => (found[name] ? [[name, found[name]]] : [])));

  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy) return;
    if (Object.keys(faults).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    submit(draft);
  };
  const errorOf = (name: PersonField): string | null => {
    const fault = wasTried ? faults[name] : undefined;
    if (fault !== undefined) return t(`family.fault.${fault}`);
    return refusal !== null && fieldOf(refusal) === name ? tellProblem(t, refusal.reason) : null;
  };
  const field = (name: PersonField) => ({
    name,
    label: t(`family.field.${name}`),
    value: draft[name],
    error: errorOf(name),
    autoComplete: "off",
    "data-testid": `family-${name}`,
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });

  return (
    <form ref={form} className="flex flex-col gap-5" onSubmit={send} noValidate>
      {NAMES.map((name) => (
        <TextField key={name} {...field(name)} />
      ))}
      {hasAccount ? (
        <>
          <TextField
            {...field("email")}
            type="email"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
          />
          <CountrySelect
            language={i18n.language}
            label={t("family.field.region")}
            name="region"
            value={draft.region}
            onChange={(event) => setDraft({ ...draft, region: event.target.value })}
          />
          <TextField {...field("mobile")} type="tel" inputMode="tel" />
          <TextField {...field("landline")} type="tel" inputMode="tel" />
          <p className="text-14 text-quiet">{t("family.mailNotice")}</p>
        </>
      ) : null}
      {fieldOf(refusal) === null ? <Problem refusal={refusal} /> : null}
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="family-submit">
        {t("family.submit")}
      </Button>
    </form>
  );
}
