import type { StationView } from "@genkan/contract";
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, CircleDashed, CloudOff } from "lucide-react";
import { useWords } from "../app/use-words";
import { judgeStation } from "../stations/condition";

export interface OverallProps {
  stations: readonly StationView[];
  troubled: number;
  /** The server cannot be asked: nobody knows how it is now. */
  isStale: boolean;
}

const LOOKS = {
  stale: { Icon: CloudOff, ink: "text-quiet", ground: "bg-sunken" },
  trouble: { Icon: CircleAlert, ink: "text-crimson", ground: "bg-crimson-wash" },
  empty: { Icon: CircleDashed, ink: "text-quiet", ground: "bg-sunken" },
  good: { Icon: CircleCheck, ink: "text-pine", ground: "bg-pine-wash" },
};

/** The one sentence somebody came for. */
export function Overall({ stations, troubled, isStale }: OverallProps) {
  const { t } = useWords();
  const unenrolled = stations.filter((station) => judgeStation(station).kind === "unenrolled").length;
  const hasUnits = unenrolled < stations.length;
  const state = isStale ? "stale" : troubled > 0 ? "trouble" : hasUnits ? "good" : "empty";
  const { Icon, ink, ground } = LOOKS[state];
  const counts = [
    t("overall.stations", { count: stations.length }),
    t("overall.doors", { count: stations.flatMap((station) => station.doors).length }),
    ...(unenrolled === 0 ? [] : [t("overall.unenrolled", { count: unenrolled })]),
  ];
  return (
    <section
      data-testid="portal-overall"
      data-state={state}
      className={clsx("flex items-center gap-4 rounded-card px-5 py-4", ground)}
    >
      <Icon size={36} strokeWidth={1.75} aria-hidden className={clsx("shrink-0", ink)} />
      <div className="min-w-0">
        <p className="font-semibold text-20 leading-snug">{t(`overall.${state}`, { count: troubled })}</p>
        <p className="text-14 text-quiet">{counts.join(" · ")}</p>
      </div>
    </section>
  );
}
