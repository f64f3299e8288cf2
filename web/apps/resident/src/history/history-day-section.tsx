import { Card } from "@genkan/ui";
import { usePageWords } from "../app/use-page-words";
import { daysAgo, type HistoryDay } from "./history-days";
import { HistoryRow } from "./history-row";

export function HistoryDaySection({ day, namesBuilding }: { day: HistoryDay; namesBuilding: boolean }) {
  const { t, i18n } = usePageWords();
  const ago = daysAgo(day.startMs, Date.now());
  const date = new Intl.DateTimeFormat(i18n.language, {
    month: "long",
    day: "numeric",
    weekday: "short",
  }).format(day.startMs);
  const nearName = ago === 0 ? t("history.today") : ago === 1 ? t("history.yesterday") : null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="flex items-baseline gap-2 px-1 text-16">
        {nearName === null ? null : <span className="font-semibold">{nearName}</span>}
        <span className={nearName === null ? "font-semibold" : "text-14 text-quiet"}>{date}</span>
      </h2>
      <Card>
        <ul className="divide-y divide-line">
          {day.items.map((item) => (
            <HistoryRow key={`${item.kind}-${item.id}`} item={item} namesBuilding={namesBuilding} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
