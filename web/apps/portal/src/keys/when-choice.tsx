import { PeriodFields, type ScheduleErrors, WindowFields } from "@genkan/shell/schedule";
import { SelectField } from "@genkan/ui";
import { usePortalKeyWords } from "./use-portal-key-words";
import { WHENS, type When } from "./when";

export interface WhenChoiceProps {
  label: string;
  when: When;
  change(when: When): void;
  errors: ScheduleErrors;
  testId: string;
}

/** Always, daily, on weekdays, or from one instant until another. */
export function WhenChoice({ label, when, change, errors, testId }: WhenChoiceProps) {
  const { t } = usePortalKeyWords();
  const names = {
    always: t("staff.when.always"),
    daily: t("keys:keyForm.repeat.daily"),
    weekly: t("keys:keyForm.repeat.weekly"),
    once: t("staff.when.once"),
  };
  const fields = {
    form: when.form,
    change: (part: Partial<When["form"]>) => change({ ...when, form: { ...when.form, ...part } }),
    told: (field: keyof ScheduleErrors) => {
      const word = errors[field];
      return word === undefined ? null : t(`keys:keyForm.error.${word}` as "keys:keyForm.error.isOver");
    },
  };
  return (
    <>
      <SelectField
        label={label}
        value={when.isAlways ? "always" : when.form.repeat}
        data-testid={testId}
        onChange={(event) => {
          const chosen = WHENS.find((known) => known === event.target.value) ?? "always";
          change(
            chosen === "always"
              ? { ...when, isAlways: true }
              : { isAlways: false, form: { ...when.form, repeat: chosen } },
          );
        }}
      >
        {WHENS.map((known) => (
          <option key={known} value={known}>
            {names[known]}
          </option>
        ))}
      </SelectField>
      {when.isAlways ? null : when.form.repeat === "once" ? (
        <PeriodFields {...fields} />
      ) : (
        <WindowFields {...fields} />
      )}
    </>
  );
}
