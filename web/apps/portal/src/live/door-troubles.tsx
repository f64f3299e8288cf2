import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Skeleton } from "@genkan/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { doorTroublesQuery, Refused } from "../app/data";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";

const COLUMNS = ["at", "kind", "door", "closed"] as const;
const CELL = "border-line border-b px-3 py-2 text-left text-14";

/** Doors that were held open or forced in the last 30 days; read anew when a door's state changes. */
export function DoorTroubles() {
  const { t, i18n } = useWords();
  const { board } = useServices();
  const { stations } = useReadable(board.view);
  const doors = stations?.flatMap((station) => station.doors) ?? [];
  const states = doors.map((door) => `${door.door_id}:${door.state ?? ""}`).join();
  const { data, error } = useQuery({ ...doorTroublesQuery(states), placeholderData: keepPreviousData });
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <section aria-labelledby="door-troubles-title" className="mt-8" data-testid="portal-door-troubles">
      <h2 id="door-troubles-title" className="font-semibold text-16">
        {t("doorTroubles.title")}
      </h2>
      <p className="mt-1 mb-3 text-14 text-quiet">{t("doorTroubles.lead")}</p>
      {error === null ? null : (
        <Banner tone="danger">
          {tellProblem(t, error instanceof Refused ? error.refusal.reason : "internal")}
        </Banner>
      )}
      {data === undefined && error === null ? <Skeleton className="h-20 rounded-control" /> : null}
      {data?.length === 0 ? <p className="text-16 text-quiet">{t("doorTroubles.empty")}</p> : null}
      {data !== undefined && data.length > 0 ? (
        <div className="overflow-x-auto">
          <table className="tabular w-full border-separate border-spacing-0">
            <caption className="sr-only">{t("doorTroubles.title")}</caption>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" className={`${CELL} font-semibold text-quiet`}>
                    {t(`doorTroubles.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((trouble) => (
                <tr key={`${trouble.at_ms}-${trouble.door_name}`} data-testid="portal-door-trouble">
                  <td className={`${CELL} whitespace-nowrap`}>{format.format(trouble.at_ms)}</td>
                  <td className={CELL}>{t(`doorTroubles.kind.${trouble.kind}`)}</td>
                  <td className={CELL}>
                    {trouble.building_name} {trouble.door_name}
                  </td>
                  <td className={`${CELL} whitespace-nowrap`}>
                    {trouble.closed_ms === null
                      ? t("doorTroubles.notClosed")
                      : format.format(trouble.closed_ms)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}
