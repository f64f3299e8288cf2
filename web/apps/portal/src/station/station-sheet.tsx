import { useReadable } from "@genkan/shell";
import { EmptyState } from "@genkan/ui";
import { useNavigate } from "@tanstack/react-router";
import { CircleHelp } from "lucide-react";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { propertyBeside } from "../stations/station-list";
import { StationDetails } from "./station-details";

/** The details of the station in the page's address, at the right of the page. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function StationSheet({ stationId }: { stationId: string }) {
  const { t } = useWords();
  const { board } = useServices();
  const navigate = useNavigate();
  const { stations } = useReadable(board.view);
  if (stations === null) return null;
  const station = stations.find((known) => known.station_id === stationId);
  const close = () =>
    void navigate({
      to: ".",
      search: ({ station: _, ...search }) => search,
      replace: true,
      resetScroll: false,
    });
  if (station === undefined) {
    return (
      <Dialog place="side" title={t("sheet.gone.title")} close={close} testId="portal-sheet">
        <EmptyState icon={<CircleHelp size={28} strokeWidth={1.75} />} title={t("sheet.gone.title")}>
          {t("sheet.gone.text")}
        </EmptyState>
      </Dialog>
    );
  }
  const property = propertyBeside(station.property_name ?? null, station.building_name);
  const place = [property, station.building_name].filter(Boolean).join(" · ");
  return (
    <Dialog place="side" title={station.name} description={place} close={close} testId="portal-sheet">
      <StationDetails key={station.station_id} station={station} close={close} />
    </Dialog>
  );
}
