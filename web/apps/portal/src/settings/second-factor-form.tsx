import { type FormEvent, useId, useState } from "react";
import { useSecurityWords } from "../security/use-security-words";
import { type FieldsProps, Save, useSave } from "./saving";
import { Section } from "./section";

/** Whether the property's staff need a second factor. */
export function SecondFactorForm({ propertyId, settings }: FieldsProps) {
  const { t } = useSecurityWords();
  return (
    <Section title={t("required.title")} text={t("required.text")}>
      <Fields propertyId={propertyId} settings={settings} />
    </Section>
  );
}

function Fields({ propertyId, settings }: FieldsProps) {
  const { t } = useSecurityWords();
  const { sending, save } = useSave(propertyId);
  const [isRequired, setRequired] = useState(settings.require_second_factor);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ ...settings, require_second_factor: isRequired });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <div className="flex items-start gap-3">
        <input
          id={id}
          type="checkbox"
          className="mt-1 size-6 shrink-0 accent-indigo"
          aria-describedby={`${id}-hint`}
          data-testid="portal-require-factor"
          checked={isRequired}
          onChange={(event) => setRequired(event.target.checked)}
        />
        <div>
          <label htmlFor={id} className="font-semibold text-16">
            {t("required.label")}
          </label>
          <p id={`${id}-hint`} className="text-14 text-quiet">
            {t("required.hint")}
          </p>
        </div>
      </div>
      <Save sending={sending} testId="portal-require-factor-save" />
    </form>
  );
}
