import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { CountrySelect } from "@genkan/shell/countries";
import { fieldOf, findFaults, type PersonDraft, type PersonField } from "@genkan/shell/person";
import { SelectField, TextField } from "@genkan/ui";
import { useWords } from "../app/use-words";

export interface PersonFieldsProps {
  draft: PersonDraft;
  change(draft: PersonDraft): void;
  /** Whether it was sent once: before, an empty field is no fault. */
  wasTried: boolean;
  refusal: Refusal | null;
}

/** Who is to be added, and how they are reached. */
export function PersonFields({ draft, change, wasTried, refusal }: PersonFieldsProps) {
  const { t, i18n } = useWords();
  const faults = wasTried ? findFaults(draft) : {};
  const errorOf = (name: PersonField): string | null => {
    const fault = faults[name];
    if (fault !== undefined) return t(`people.fault.${fault}`);
    return fieldOf(refusal) === name && refusal !== null ? tellProblem(t, refusal.reason) : null;
  };
  const field = (name: PersonField) => ({
    name,
    label: t(`people.${name}`),
    value: draft[name],
    error: errorOf(name),
    "data-testid": `portal-person-${name}`,
    onChange: (event: { target: { value: string } }) => change({ ...draft, [name]: event.target.value }),
  });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field("family_name")} autoComplete="off" />
      <TextField {...field("given_name")} autoComplete="off" />
      <TextField
        {...field("email")}
        className="sm:col-span-2"
        type="email"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <CountrySelect
        language={i18n.language}
        label={t("people.region")}
        name="region"
        value={draft.region}
        onChange={(event) => change({ ...draft, region: event.target.value })}
      />
      <TextField {...field("mobile")} type="tel" inputMode="tel" autoComplete="off" />
      <TextField {...field("landline")} type="tel" inputMode="tel" autoComplete="off" />
      <SelectField
        label={t("people.language")}
        name="language"
        value={draft.language}
        onChange={(event) => change({ ...draft, language: event.target.value === "en" ? "en" : "ja" })}
      >
        <option value="ja">{t("common:language.ja")}</option>
        <option value="en">{t("common:language.en")}</option>
      </SelectField>
    </div>
  );
}
