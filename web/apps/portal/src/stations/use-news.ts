import { announce, useReadable } from "@genkan/shell";
import { useEffect, useRef } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { findChanges } from "./station-changes";

/** Tell screen readers which stations lost their link or came back while the page was open. */
export function useNews(): void {
  const { t } = useWords();
  const { board } = useServices();
  const { stations } = useReadable(board.view);
  const before = useRef(stations);
  useEffect(() => {
    const changes = before.current === null || stations === null ? [] : findChanges(before.current, stations);
    before.current = stations;
    if (changes.length === 0) return;
    announce(
      changes
        .map(({ station, became }) =>
          t(`news.${became}`, { building: station.building_name, station: station.name }),
        )
        .join(" "),
    );
  }, [stations, t]);
}
