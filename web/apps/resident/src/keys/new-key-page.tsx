import type { Refusal } from "@genkan/link";
import { tellProblem, useReadable } from "@genkan/shell";
import { ZoneNote, zoneOf } from "@genkan/shell/schedule";
import { Banner, Button, TextField } from "@genkan/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { WithQueries } from "../app/with-queries";
import { Choice } from "../me/choice";
import { DoorChoice } from "./door-choice";
import { HouseholdChoice, useHousehold } from "./household-choice";
import { chooseTemplate, emptyForm, type FormErrors, findErrors, type KeyForm, toNewKey } from "./key-form";
import { issueKey } from "./keys-api";
import { keysQuery } from "./keys-query";
import { useKeyWords } from "./use-key-words";
import { WhenFields } from "./when-fields";

/** 「+」: for whom, when, how often, which doors; 「発行する」. */
export function NewKeyPage() {
  const view = useReadable(useServices().session.view);
  if (view.state !== "signed_in") return null;
  return (
    <WithQueries>
      <NewKeyForm />
    </WithQueries>
  );
}

/** Where a refusal of the server belongs; others stand above the button. */
const FIELD_OF_REFUSAL: Record<string, keyof FormErrors> = {
  "key-schedule-unfit": "until",
  "key-uses-unfit": "uses",
  "door-unfit": "doors",
  "email-unfit": "email",
};

function NewKeyForm() {
  const { t, i18n } = useKeyWords();
  const household = useHousehold();
  const householdId = household?.household_id ?? "";
  const { data } = useQuery(keysQuery(householdId));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const zone = zoneOf(data?.time_zone);
  const language = i18n.language === "en" ? "en" : "ja";
  const [form, setForm] = useState<KeyForm>(() => emptyForm(Date.now(), zone, language));
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const top = useRef<HTMLFormElement>(null);
  const wasTimed = useRef(false);
  const change = (part: Partial<KeyForm>) => {
    if (part.from !== undefined || part.until !== undefined) wasTimed.current = true;
    setForm((before) => ({ ...before, ...part }));
  };
  // The building's clock may be known only now: what was proposed follows it, what was typed stays.
  useEffect(() => {
    if (wasTimed.current) return;
    const { from, until } = emptyForm(Date.now(), zone, "ja");
    setForm((before) => ({ ...before, from, until }));
  }, [zone]);
  const say = (field: keyof FormErrors) => {
    const word = errors[field];
    return word === undefined ? null : t(`keyForm.error.${word}` as "keyForm.error.nameMissing");
  };

  const issue = async () => {
    const found = findErrors(form, Date.now(), zone);
    setErrors(found);
    setRefusal(null);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => top.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setBusy(true);
    const answer = await issueKey(householdId, toNewKey(form, zone));
    setBusy(false);
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return;
    }
    queries.setQueryData(["key", answer.body.key_id], answer.body);
    void queries.invalidateQueries({ queryKey: ["keys", householdId] });
    void navigate({ to: "/keys/$keyId", params: { keyId: answer.body.key_id }, replace: true });
  };

  const refusedField = refusal === null ? undefined : FIELD_OF_REFUSAL[refusal.reason];
  const told = (field: keyof FormErrors) =>
    say(field) ?? (refusedField === field && refusal !== null ? tellProblem(t, refusal.reason) : null);
  return (
    <Page title={t("keyForm.title")} lead={t("keyForm.lead")}>
      <form
        ref={top}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void issue();
        }}
      >
        <HouseholdChoice />
        <Choice
          legend={t("keyForm.template")}
          name="template"
          value={form.template}
          options={[
            { value: "visitor", label: t("keyForm.template.visitor") },
            { value: "parcel", label: t("keyForm.template.parcel") },
          ]}
          choose={(value) =>
            setForm((before) =>
              chooseTemplate(before, value === "parcel" ? "parcel" : "visitor", Date.now(), zone),
            )
          }
        />
        {form.template === "parcel" ? <Banner>{t("keyForm.parcelNote")}</Banner> : null}
        <TextField
          label={t("keyForm.visitorName")}
          value={form.visitorName}
          maxLength={80}
          data-testid="key-name"
          autoComplete="off"
          error={told("visitorName")}
          onChange={(event) => change({ visitorName: event.target.value })}
        />
        <TextField
          label={t("keyForm.idNumber")}
          value={form.idNumber}
          maxLength={40}
          autoComplete="off"
          hint={t("keyForm.idNumberHint")}
          onChange={(event) => change({ idNumber: event.target.value })}
        />
        <WhenFields form={form} change={change} told={told} />
        <ZoneNote zone={zone} />
        <TextField
          label={t("keyForm.uses")}
          value={form.uses}
          inputMode="numeric"
          data-testid="key-uses"
          hint={form.repeat === "once" ? t("keyForm.usesHint") : t("keyForm.usesRepeatHint")}
          error={told("uses")}
          onChange={(event) => change({ uses: event.target.value })}
        />
        <DoorChoice
          doors={data?.doors ?? []}
          chosen={form.doorIds}
          isParcel={form.template === "parcel"}
          error={told("doors")}
          choose={(doorIds) => change({ doorIds })}
        />
        <TextField
          label={t("keyForm.email")}
          type="email"
          value={form.email}
          autoComplete="off"
          inputMode="email"
          data-testid="key-email"
          hint={t("keyForm.emailHint")}
          error={told("email")}
          onChange={(event) => change({ email: event.target.value })}
        />
        {form.email.trim() === "" ? null : (
          <Choice
            legend={t("keyForm.language")}
            name="mail-language"
            value={form.language}
            options={[
              { value: "ja", label: t("common:language.ja") },
              { value: "en", label: t("common:language.en") },
            ]}
            choose={(value) => change({ language: value === "en" ? "en" : "ja" })}
          />
        )}
        {refusal !== null && refusedField === undefined ? (
          <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>
        ) : null}
        <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="key-issue">
          {t("keyForm.issue")}
        </Button>
        <Button tone="quiet" isWide onClick={() => void navigate({ to: "/keys" })}>
          {t("common:action.cancel")}
        </Button>
      </form>
    </Page>
  );
}
