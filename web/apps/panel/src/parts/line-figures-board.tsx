import type { LineFigures } from "@genkan/calls";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MediaReading } from "../model/ports";
import { useWorld } from "./panel-context";
import { Pressable } from "./pressable";
import { useHold } from "./use-hold";

const READ_EVERY_MS = 1_000;

interface Row extends LineFigures {
  leg: string;
  sentBps: number | null;
  receivedBps: number | null;
}

/** Held for long, the building's name shows how the connections of a call are, and hides it again. */
export function LineFiguresSwitch() {
  const [isShown, setShown] = useState(false);
  const toggle = useCallback(() => setShown((before) => !before), []);
  useHold(".top-names", toggle);
  return isShown ? <Board close={toggle} /> : null;
}

/** Stands over whatever the screen shows: for whoever installs the unit. */
function Board({ close }: { close(): void }) {
  const { t } = useTranslation("panel");
  const { rows, level } = useRows(useWorld().media);
  return (
    <section className="figures" aria-label={t("figures.title")} data-testid="panel-figures">
      <header>
        <h2>{t("figures.title")}</h2>
        <Pressable className="figures-close" onPress={close}>
          {t("figures.close")}
        </Pressable>
      </header>
      {rows.length === 0 ? <p>{t("figures.none")}</p> : null}
      {rows.map((row) => (
        <dl key={row.leg} className="tabular">
          <Figure name={t("figures.line")} value={t(`figures.level.${level}`)} />
          <Figure name={t("figures.route")} value={row.route} />
          <Figure name={t("figures.size")} value={tellPicture(row)} />
          <Figure name={t("figures.sent")} value={tellRate(row.sentBps)} />
          <Figure name={t("figures.received")} value={tellRate(row.receivedBps)} />
          <Figure name={t("figures.available")} value={tellRate(row.availableBps)} />
          <Figure
            name={t("figures.round_trip")}
            value={row.roundTripMs === null ? null : `${row.roundTripMs} ms`}
          />
          <Figure name={t("figures.lost")} value={`${(row.lostShare * 100).toFixed(1)} %`} />
        </dl>
      ))}
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? "–"}</dd>
    </div>
  );
}

/** Read the figures every second; what passed in between is the difference. */
function useRows(media: { read(): Promise<MediaReading> }): { rows: Row[]; level: MediaReading["level"] } {
  const [shown, setShown] = useState<{ rows: Row[]; level: MediaReading["level"] }>({
    rows: [],
    level: "full",
  });
  const before = useRef<{ atMs: number; legs: MediaReading["legs"] } | null>(null);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const { legs, level } = await media.read();
      if (isOver) return;
      const atMs = performance.now();
      const last = before.current;
      before.current = { atMs, legs };
      const rows = [...legs].map(([leg, now]) => {
        const then = last?.legs.get(leg);
        const seconds = (atMs - (last?.atMs ?? atMs)) / 1_000;
        const rate = (bytes: (figures: LineFigures) => number) =>
          then === undefined || seconds <= 0 ? null : ((bytes(now) - bytes(then)) * 8) / seconds;
        return {
          ...now,
          leg,
          sentBps: rate(({ sentBytes }) => sentBytes),
          receivedBps: rate(({ receivedBytes }) => receivedBytes),
        };
      });
      setShown({ rows, level });
    };
    void look();
    const timer = setInterval(() => void look(), READ_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [media]);
  return shown;
}

function tellPicture({ widthPx, heightPx, framesPerSecond, codec }: LineFigures): string | null {
  if (widthPx === null || heightPx === null) return codec;
  return `${widthPx}×${heightPx} · ${Math.round(framesPerSecond ?? 0)}/s${codec === null ? "" : ` · ${codec}`}`;
}

function tellRate(bps: number | null): string | null {
  return bps === null ? null : `${Math.round(bps / 1_000)} kbit/s`;
}
