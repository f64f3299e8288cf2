import { PeriodFields, type ScheduleFieldsProps, WindowFields } from "@genkan/shell/schedule";
import { Choice } from "../me/choice";
import type { Repeat } from "./key-form";
import { useKeyWords } from "./use-key-words";

const REPEATS: readonly Repeat[] = ["once", "daily", "weekly"];

/** 「リピートモード」 and what it needs: an instant from and to, or hours, weekdays and a last day. */
export function WhenFields({ form, change, told }: ScheduleFieldsProps) {
  const { t } = useKeyWords();
  const fields = { form, change, told };
  return (
    <>
      <Choice
        legend={t("keyForm.repeat")}
        name="repeat"
        value={form.repeat}
        options={REPEATS.map((repeat) => ({ value: repeat, label: t(`keyForm.repeat.${repeat}`) }))}
        choose={(value) => change({ repeat: REPEATS.find((repeat) => repeat === value) ?? "once" })}
      />
      {form.repeat === "once" ? <PeriodFields {...fields} /> : <WindowFields {...fields} />}
    </>
  );
}
