import { useEffect, useState } from "react";
import { useModel } from "./panel-context";

const BLANK = "\u00a0"; // keeps the line's height

/** Give the time and the date on the building's wall. */
export function readClock(nowMs: number, timeZone: string, language: string): { time: string; date: string } {
  const locale = language === "en" ? "en-GB" : language;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    month: "long",
    day: "numeric",
    weekday: "short",
  });
  return { time: time.format(nowMs), date: date.format(nowMs) };
}

/** The building's clock. A unit that does not know the time shows none rather than a wrong one. */
export function Clock({
  timeZone,
  language,
  isKnown,
}: {
  timeZone: string;
  language: string;
  isKnown: boolean;
}) {
  const nowMs = useNow(1_000);
  const { time, date } = readClock(nowMs, timeZone, language);
  return (
    <div className="clock" data-testid="panel-clock">
      <time className="clock-time">{isKnown ? time : BLANK}</time>
      <span className="clock-date">{isKnown ? date : BLANK}</span>
    </div>
  );
}

/** The server's time, read again at the interval. */
export function useNow(intervalMs: number): number {
  const { now } = useModel();
  const [nowMs, setNow] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNow(now()), intervalMs);
    return () => clearInterval(timer);
  }, [now, intervalMs]);
  return nowMs;
}
