import type { StationView } from "@genkan/contract";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";

/** Marks what `j` and `k` move between. */
export const STATION_LINK = "data-station-link";

/** The station's name; a press on it, or anywhere in the box around it, opens the details. */
export function StationLink({ station, className }: { station: StationView; className?: string }) {
  return (
    <Link
      to="."
      search={(search) => ({ ...search, station: station.station_id })}
      resetScroll={false}
      className={clsx("after:absolute after:inset-0 after:rounded-card", className)}
      {...{ [STATION_LINK]: "" }}
    >
      {station.name}
    </Link>
  );
}
