import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { TableSoon } from "../devices/table-soon";
import { Section } from "../settings/section";
import { BarChart, type Series } from "./bar-chart";
import { type Week, weekQuery } from "./events-data";
import { useEventWords } from "./use-event-words";
import { moveDay, nameDay, nameSpan, sumByHour, sumCalls } from "./week";

/** A week at a glance: when doors were opened, what became of calls, how quickly phones rang. */
export function WeekOf({ propertyId }: { propertyId: string }) {
  const { t, i18n } = useEventWords();
  const [last, setLast] = useState<string | null>(null);
  const { data, error, isError, refetch } = useQuery(weekQuery(propertyId, last));
  const { data: latest } = useQuery(weekQuery(propertyId, null));
  const today = latest?.days.at(-1)?.date ?? null;
  if (data === undefined) {
    return isError ? (
      <CannotShow title={t("events.refused")} error={error} retry={() => void refetch()} />
    ) : (
      <TableSoon />
    );
  }
  const shown = data.days.at(-1)?.date ?? "";
  const isLatest = today === null || shown >= today;
  return (
    <>
      <div className="flex items-center gap-2">
        <Button
          tone="quiet"
          aria-label={t("week.before")}
          data-testid="portal-week-before"
          icon={<ChevronLeft size={20} strokeWidth={1.75} />}
          onClick={() => setLast(moveDay(shown, -7))}
        />
        <h2 className="tabular flex-1 text-center font-semibold text-20 sm:flex-none" aria-live="polite">
          {nameSpan(data.days, i18n.language)}
        </h2>
        <Button
          tone="quiet"
          aria-label={t("week.after")}
          disabled={isLatest}
          icon={<ChevronRight size={20} strokeWidth={1.75} />}
          onClick={() => setLast(moveDay(shown, 7))}
        />
      </div>
      <Openings week={data} />
      <Calls week={data} />
      <Delivery week={data} />
    </>
  );
}

function Openings({ week }: { week: Week }) {
  const { t } = useEventWords();
  const hours = sumByHour(week.days);
  const total = hours.reduce((sum, count) => sum + count, 0);
  return (
    <Section title={t("week.openings.title")} text={t("week.openings.text", { count: total })}>
      <BarChart
        caption={t("week.openings.title")}
        rowHead={t("week.hour")}
        rows={hours.map((count, hour) => ({
          label: t("week.hourOf", { hour }),
          short: hour % 3 === 0 ? String(hour) : "",
          values: [count],
        }))}
        series={[{ name: t("week.openings.series"), colour: "var(--indigo)" }]}
        none={t("week.openings.none")}
      />
    </Section>
  );
}

function Calls({ week }: { week: Week }) {
  const { t, i18n } = useEventWords();
  const series: Series[] = [
    { name: t("week.calls.answered"), colour: "var(--pine)" },
    { name: t("week.calls.declined"), colour: "var(--amber)" },
    { name: t("week.calls.missed"), colour: "var(--crimson)" },
  ];
  return (
    <Section title={t("week.calls.title")} text={t("week.calls.text", { ...sumCalls(week.days) })}>
      <BarChart
        caption={t("week.calls.title")}
        rowHead={t("week.day")}
        rows={week.days.map((day) => ({
          label: nameDay(day.date, i18n.language, "long"),
          short: nameDay(day.date, i18n.language, "short"),
          values: [day.answered, day.declined, day.missed],
        }))}
        series={series}
        none={t("week.calls.none")}
      />
    </Section>
  );
}

const STEPS = ["first_rang", "push", "woke"] as const;
const CELL = "border-line border-b py-3 pr-3 text-left text-14 last:pr-0 lg:text-16";

function Delivery({ week }: { week: Week }) {
  const { t } = useEventWords();
  const seconds = (ms: number | null) =>
    ms === null ? "–" : t("week.seconds", { seconds: (ms / 1000).toFixed(ms < 10_000 ? 2 : 1) });
  return (
    <Section title={t("week.delivery.title")} text={t("week.delivery.text")}>
      <div className="overflow-x-auto">
        <table className="tabular w-full border-separate border-spacing-0">
          <caption className="sr-only">{t("week.delivery.title")}</caption>
          <thead>
            <tr className="text-14 text-quiet">
              {(["step", "median", "p95", "count"] as const).map((column) => (
                <th key={column} scope="col" className={CELL}>
                  {t(`week.delivery.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {STEPS.map((step) => (
              <tr key={step}>
                <th scope="row" className={`${CELL} font-medium`}>
                  {t(`week.delivery.step.${step}`)}
                </th>
                <td className={CELL}>{seconds(week[step].median_ms)}</td>
                <td className={CELL}>{seconds(week[step].p95_ms)}</td>
                <td className={CELL}>{week[step].count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
