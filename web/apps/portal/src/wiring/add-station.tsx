import { useReadable } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";

const StationDialog = lazy(() => import("./station-dialog"));

/** Lets installers put another station up; nothing for others. */
export function AddStation() {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const [isOpen, setOpen] = useState(false);
  if (view.state !== "signed_in" || !view.me.properties.some(({ role }) => role === "installer")) return null;
  return (
    <>
      <Button
        icon={<Plus size={20} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-add-station"
        onClick={() => setOpen(true)}
      >
        {t("devices.addStation")}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <StationDialog close={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
