import { useReadable } from "@genkan/shell";
import { useQuery } from "@tanstack/react-query";
import { placesQuery } from "../app/data";
import { isInstallerOf } from "../app/me";
import { useServices } from "../app/services";
import SetUpSteps from "./set-up-steps";
import { findProgress } from "./steps";

/** What is missing of the first property of the installer's that is not complete. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function FirstSteps() {
  const { board, session } = useServices();
  const view = useReadable(session.view);
  const stations = useReadable(board.view).stations ?? [];
  const places = useQuery(placesQuery);
  if (view.state !== "signed_in" || places.data === undefined) return null;
  const own = places.data.filter(({ property_id }) => isInstallerOf(view.me, property_id));
  return <SetUpSteps place={own.find((place) => findProgress(place, stations).next !== null)} />;
}
