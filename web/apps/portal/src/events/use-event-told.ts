import { METHODS, OUTCOMES, type Outcome } from "./event-filter";
import type { DoorEvent } from "./events-data";
import { useEventWords } from "./use-event-words";

const TONES: Record<Outcome, "good" | "warning" | "bad" | "idle"> = {
  opened: "good",
  failed: "bad",
  unknown: "warning",
  denied: "idle",
  held: "warning",
  forced: "bad",
  guessed: "warning",
  tampered: "bad",
};

/** Say events in words, by the clock of the building. What a newer server knows is left unsaid. */
export function useEventTold(zone: string) {
  const { t, i18n } = useEventWords();
  const clock = new Intl.DateTimeFormat(i18n.language, {
    timeZone: zone,
    month: "numeric",
    day: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (event: DoorEvent) => {
    const outcome = OUTCOMES.find((known) => known === event.outcome);
    const method = METHODS.find((known) => known === event.method);
    return {
      time: clock.format(event.at_ms),
      door: event.door_name || event.station_name,
      tone: outcome === undefined ? ("idle" as const) : TONES[outcome],
      outcome: outcome === undefined ? event.outcome : t(`events.outcome.${outcome}`),
      method: method === undefined ? "" : t(`events.method.${method}`),
      holder: tellHolder(event, t),
    };
  };
}

function tellHolder(event: DoorEvent, t: ReturnType<typeof useEventWords>["t"]): string {
  if (event.holder === "nobody") return "";
  const kind =
    event.holder === "resident" || event.holder === "staff"
      ? t(`events.holder.${event.holder}`)
      : t("events.holder.unknown");
  return event.holder_name === null ? kind : `${event.holder_name} (${kind})`;
}
