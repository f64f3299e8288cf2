import { StatusDot } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { Home, Place } from "../app/data";
import { useWide } from "../app/use-wide";
import { useWords } from "../app/use-words";
import { formatWallClock } from "../app/wall-clock";
import type { HomeGroup } from "./home-list";
import { zoneOf } from "./use-homes";

const COLUMNS = ["number", "state", "master", "people", "dates"] as const;
const HEAD =
  "sticky top-0 z-2 border-line border-b bg-paper px-4 py-3 text-left font-semibold text-14 text-quiet";
const CELL = "border-line border-b px-4 py-3 align-middle text-14";

export interface HomeTableProps {
  groups: readonly HomeGroup[];
  places: readonly Place[];
}

/** The homes of each building: a line each, or a card each on a telephone. */
export function HomeTable({ groups, places }: HomeTableProps) {
  const { t } = useWords();
  if (!useWide()) {
    return groups.map((group) => (
      <section key={group.buildingId} aria-label={group.buildingName}>
        <h2 className="mb-3 font-semibold text-16">{group.buildingName}</h2>
        <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
          {group.homes.map((home) => (
            <HomeCard key={home.home_id} home={home} zone={zoneOf(places, group.buildingId)} />
          ))}
        </ul>
      </section>
    ));
  }
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{t("nav.homes")}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={HEAD}>
              {t(`homes.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.buildingId}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={COLUMNS.length}
              className="border-line border-b bg-sunken px-4 py-2 text-left font-semibold text-14"
            >
              {group.buildingName}
            </th>
          </tr>
          {group.homes.map((home) => (
            <HomeRow key={home.home_id} home={home} zone={zoneOf(places, group.buildingId)} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface HomeProps {
  home: Home;
  zone: string;
}

function HomeRow({ home, zone }: HomeProps) {
  return (
    <tr
      data-testid={`portal-home-${home.number}`}
      className="relative bg-surface transition-colors hover:bg-indigo-wash has-focus-visible:bg-indigo-wash"
    >
      <th scope="row" className={clsx(CELL, "tabular text-left font-semibold text-16")}>
        <HomeLink home={home} className="after:rounded-none" />
      </th>
      <td className={CELL}>
        <HomeState home={home} />
      </td>
      <td className={clsx(CELL, "text-16")}>{home.master_name ?? "–"}</td>
      <td className={clsx(CELL, "tabular")}>{home.people === 0 ? "–" : home.people}</td>
      <td className={CELL}>
        <Dates home={home} zone={zone} />
      </td>
    </tr>
  );
}

function HomeCard({ home, zone }: HomeProps) {
  return (
    <li
      data-testid={`portal-home-${home.number}`}
      className="relative flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3"
    >
      <HomeLink home={home} className="tabular min-w-14 font-semibold text-16" />
      <span className="min-w-0 flex-1 truncate text-16">{home.master_name}</span>
      <HomeState home={home} />
      <span className="w-full text-14 empty:hidden">
        <Dates home={home} zone={zone} none="" />
      </span>
    </li>
  );
}

/** A press on the number, or anywhere in the line, opens the home. */
function HomeLink({ home, className }: { home: Home; className: string }) {
  return (
    <Link
      to="."
      search={(search) => ({ ...search, home: home.home_id })}
      resetScroll={false}
      className={clsx("after:absolute after:inset-0 after:rounded-card", className)}
    >
      {home.number}
    </Link>
  );
}

export function HomeState({ home }: { home: Home }) {
  const { t } = useWords();
  if (home.mail === "failed" && home.state !== "active") {
    return <StatusDot tone="warning">{t("homes.state.failed")}</StatusDot>;
  }
  if (home.state === "active") return <StatusDot tone="good">{t("homes.state.active")}</StatusDot>;
  if (home.state === "vacant") return <StatusDot tone="idle">{t("homes.state.vacant")}</StatusDot>;
  if (home.is_held) return <StatusDot tone="idle">{t("homes.state.held")}</StatusDot>;
  return (
    <StatusDot tone="idle">
      {home.state === "planned" ? t("homes.state.planned") : t("homes.state.waiting")}
    </StatusDot>
  );
}

function Dates({ home, zone, none = "–" }: HomeProps & { none?: string }) {
  const { t, i18n } = useWords();
  const write = (atMs: number) => formatWallClock(atMs, zone, i18n.language);
  if (home.state === "planned" && home.since_ms !== null) {
    return t("homes.movesIn", { time: write(home.since_ms) });
  }
  if (home.until_ms !== null) return t("homes.movesOut", { time: write(home.until_ms) });
  return none;
}
