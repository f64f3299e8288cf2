import { useReadable } from "@genkan/shell";
import { Button, Card } from "@genkan/ui";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Circle, CircleCheck } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import type { Place } from "../app/data";
import { useServices } from "../app/services";
import { AddHomesDialog } from "../settings/add-homes-dialog";
import { BuildingDialog } from "../settings/building-dialog";
import { PropertyDialog } from "../settings/property-dialog";
import { findProgress, type Progress, STEPS, type Step } from "./steps";
import { useWiringWords } from "./use-wiring-words";

const StationDialog = lazy(() => import("./station-dialog"));

/** What a property still needs, with the button for what comes next; nothing once it is complete. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SetUpSteps({ place }: { place: Place | undefined }) {
  const { t } = useWiringWords();
  const { board } = useServices();
  const id = useId();
  const navigate = useNavigate();
  const { stations } = useReadable(board.view);
  const [open, setOpen] = useState<Step | null>(null);
  if (stations === null) return null;
  const progress = findProgress(place, stations);
  const { next, done } = progress;
  // A dialog that has made the last thing that was missing still has to close by itself.
  if (next === null && open === null) return null;
  const begin = () => {
    if (progress.station === undefined || (next !== "door" && next !== "unit")) setOpen(next);
    else void navigate({ to: "/devices", search: { station: progress.station.station_id } });
  };
  return (
    <section aria-labelledby={id} data-testid="portal-steps">
      <Card className="flex flex-col gap-4 p-5 lg:p-6">
        <h2 id={id} className="font-semibold text-20 leading-snug">
          {place === undefined ? t("steps.title") : t("steps.titleOf", { name: place.name })}
        </h2>
        <ol className="flex flex-col gap-1">
          {STEPS.map((step) => (
            <li
              key={step}
              aria-current={step === next ? "step" : undefined}
              className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2"
            >
              {done.has(step) ? (
                <CircleCheck size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-pine" />
              ) : (
                <Circle size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
              )}
              <span className={clsx("text-16", step === next ? "font-semibold" : "text-quiet")}>
                {t(`steps.${step}`)}
                {done.has(step) ? <span className="sr-only"> {t("steps.done")}</span> : null}
              </span>
              {step === next ? (
                <Button className="ml-auto" data-testid={`portal-step-${step}`} onClick={begin}>
                  {t(`steps.${step}.begin`)}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
      <StepDialog step={open} place={place} progress={progress} close={() => setOpen(null)} />
    </section>
  );
}

interface StepDialogProps {
  step: Step | null;
  place: Place | undefined;
  progress: Progress;
  close(): void;
}

function StepDialog({ step, place, progress, close }: StepDialogProps) {
  const building = progress.building ?? place?.buildings[0];
  if (step === "property") return <PropertyDialog place={null} close={close} />;
  if (step === null || place === undefined) return null;
  if (step === "building") {
    return <BuildingDialog propertyId={place.property_id} building={null} close={close} />;
  }
  if (step === "homes" && building !== undefined) {
    return <AddHomesDialog propertyId={place.property_id} building={building} close={close} />;
  }
  if (step !== "station") return null;
  return (
    <Suspense fallback={null}>
      <StationDialog propertyId={place.property_id} close={close} />
    </Suspense>
  );
}
