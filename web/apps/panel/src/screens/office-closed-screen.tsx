import { Moon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OfficeHours, PanelView, Screen } from "../model/view";
import { Pressable } from "../parts/pressable";
import { TopBar } from "../parts/top-bar";

const MONDAY = Date.UTC(2026, 0, 5); // any Monday: only its name is used
const DAY_MS = 86_400_000;
const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

/** The office is closed: when it is open. */
export function OfficeClosedScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "office_closed" }>;
}) {
  const { t, i18n } = useTranslation("panel");
  const nameDay = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <div className="state-main">
        <span className="pictogram" data-tone="quiet">
          <Moon aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{t("office_closed.title")}</h1>
        <p className="detail">{t("office_closed.detail")}</p>
        <dl className="office-hours tabular">
          {WEEK.map((weekday) => (
            <div key={weekday}>
              <dt>{nameDay.format(MONDAY + weekday * DAY_MS)}</dt>
              <dd>{formatDay(screen.hours, weekday) || t("office.closed_day")}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Pressable className="home-key" data-testid="panel-home" onPress={view.commands.dismiss}>
        {t("outcome.home")}
      </Pressable>
    </div>
  );
}

/** 「9:00–12:00 13:00–17:00」; nothing on a closed day. */
export function formatDay(hours: readonly OfficeHours[], weekday: number): string {
  return hours
    .filter((each) => each.weekday === weekday)
    .sort((a, b) => a.fromMinute - b.fromMinute)
    .map(({ fromMinute, toMinute }) => `${formatMinute(fromMinute)}–${formatMinute(toMinute)}`)
    .join(" ");
}

function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
