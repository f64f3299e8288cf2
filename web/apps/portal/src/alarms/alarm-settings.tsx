import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { SelectField, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { alarmSettingsQuery, Refused } from "../app/data";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { useAlarmWords } from "./use-alarm-words";

type Rules = HttpBody<"AlarmRulesModel">;
type Choice = HttpBody<"AlarmChoiceModel">;

const OFFLINE_MIN = [2, 5, 10, 15, 30, 60];
const CLOCK_S = [1, 2, 5, 10, 30, 60];
const REMIND_MIN = [0, 15, 30, 60, 120, 240, 720];

/** How one is told oneself, and what the property counts as an alarm. Every change is saved at once. */
export function AlarmSettings({ propertyId }: { propertyId: string }) {
  const settings = useQuery(alarmSettingsQuery(propertyId));
  if (settings.data === undefined) {
    return settings.isError ? (
      <Problem refusal={settings.error instanceof Refused ? settings.error.refusal : null} />
    ) : (
      <Skeleton className="h-40 rounded-card" />
    );
  }
  const { rules, choice } = settings.data;
  return (
    <>
      {choice === null ? null : <ChoiceSection propertyId={propertyId} choice={choice} />}
      <RulesSection propertyId={propertyId} rules={rules} />
    </>
  );
}

function useSave(path: string) {
  const { t } = useAlarmWords();
  const sending = useSending();
  const save = async (body: Rules | Choice) => {
    const answer = await sending.send("PUT", path, body);
    if (answer.ok) announce(t("form.saved"));
  };
  return { sending, save };
}

function ChoiceSection({ propertyId, choice }: { propertyId: string; choice: Choice }) {
  const { t } = useAlarmWords();
  const { sending, save } = useSave(
    `/api/portal/properties/${encodeURIComponent(propertyId)}/alarm-settings/choice`,
  );
  return (
    <Section title={t("alarms.choice.title")} text={t("alarms.choice.text")}>
      {(["mail", "push"] as const).map((way) => (
        <label key={way} className="flex min-h-12 cursor-pointer items-center gap-3 text-16">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-indigo"
            checked={choice[way]}
            disabled={sending.isBusy}
            data-testid={`portal-alarm-${way}`}
            onChange={(event) => void save({ ...choice, [way]: event.target.checked })}
          />
          <span>
            {t(`alarms.choice.${way}`)}
            <span className="block text-14 text-quiet">{t(`alarms.choice.${way}Text`)}</span>
          </span>
        </label>
      ))}
      <Problem refusal={sending.refusal} />
    </Section>
  );
}

function RulesSection({ propertyId, rules }: { propertyId: string; rules: Rules }) {
  const { t } = useAlarmWords();
  const { sending, save } = useSave(
    `/api/portal/properties/${encodeURIComponent(propertyId)}/alarm-settings/rules`,
  );
  const fields = [
    {
      name: "offline_after_min",
      options: OFFLINE_MIN,
      say: (count: number) => t("alarms.minutes", { count }),
    },
    { name: "clock_bound_s", options: CLOCK_S, say: (count: number) => t("alarms.seconds", { count }) },
    {
      name: "remind_after_min",
      options: REMIND_MIN,
      say: (count: number) => (count === 0 ? t("alarms.neverRemind") : t("alarms.minutes", { count })),
    },
  ] as const;
  return (
    <Section title={t("alarms.rules.title")} text={t("alarms.rules.text")}>
      <div className="grid gap-4 sm:grid-cols-3">
        {fields.map(({ name, options, say }) => (
          <SelectField
            key={name}
            label={t(`alarms.rules.${name}`)}
            value={String(rules[name])}
            disabled={sending.isBusy}
            data-testid={`portal-alarm-${name}`}
            onChange={(event) => void save({ ...rules, [name]: Number(event.target.value) })}
          >
            {[...new Set([...options, rules[name]])]
              .sort((a, b) => a - b)
              .map((value) => (
                <option key={value} value={value}>
                  {say(value)}
                </option>
              ))}
          </SelectField>
        ))}
      </div>
      <p className="text-14 text-quiet">{t("alarms.rules.held")}</p>
      <Problem refusal={sending.refusal} />
    </Section>
  );
}
