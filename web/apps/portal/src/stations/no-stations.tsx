import { useReadable } from "@genkan/shell";
import { EmptyState } from "@genkan/ui";
import { DoorOpen } from "lucide-react";
import { lazy, Suspense } from "react";
import { listRoles } from "../app/me";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";

const FirstSteps = lazy(() => import("../wiring/first-steps"));

/** No station yet: what that means depends on who looks. An installer sees what comes first. */
export function NoStations() {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const isInstaller = view.state === "signed_in" && listRoles(view.me).includes("installer");
  return (
    <>
      <EmptyState icon={<DoorOpen size={28} strokeWidth={1.75} />} title={t("empty.title")}>
        {isInstaller ? t("empty.installer") : t("empty.manager")}
      </EmptyState>
      {isInstaller ? (
        <Suspense fallback={null}>
          <FirstSteps />
        </Suspense>
      ) : null}
    </>
  );
}
