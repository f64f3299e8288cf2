import type { AlarmView } from "@genkan/contract";
import { Card } from "@genkan/ui";
import { AlarmLine } from "./alarm-line";
import { useAlarmWords } from "./use-alarm-words";

/** The alarms somebody should see to, above everything else of the live page. Loaded when there is one. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function OpenAlarms({ alarms, nowMs }: { alarms: readonly AlarmView[]; nowMs: number }) {
  const { t } = useAlarmWords();
  return (
    <section aria-labelledby="open-alarms-title" data-testid="portal-open-alarms">
      <Card className="px-5 pt-4 pb-1">
        <h2 id="open-alarms-title" className="font-semibold text-20 leading-snug">
          {t("alarms.open", { count: alarms.length })}
        </h2>
        <ul className="flex flex-col divide-y divide-line">
          {alarms.map((alarm) => (
            <AlarmLine key={alarm.alarm_id} alarm={alarm} nowMs={nowMs} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
