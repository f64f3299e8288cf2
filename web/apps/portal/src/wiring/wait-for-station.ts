import type { StationBoard } from "../stations/station-board";

const LIMIT_MS = 5_000; // the link may be down; the sheet then says so itself

/** Wait until the board shows the station, which the server tells it a moment after it was made. */
export function waitForStation(board: StationBoard, stationId: string): Promise<void> {
  const isShown = () =>
    board.view.get().stations?.some(({ station_id }) => station_id === stationId) ?? false;
  return new Promise((resolve) => {
    if (isShown()) return resolve();
    const finish = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(finish, LIMIT_MS);
    const unsubscribe = board.view.subscribe(() => {
      if (isShown()) finish();
    });
  });
}
