import type { StationView } from "@genkan/contract";
import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { KeyRound, TriangleAlert } from "lucide-react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { EnrolmentCodeCard } from "./enrolment-code-card";

/** Puts a unit into service at this place, or another one in its stead. */
export function EnrolmentSection({ station }: { station: StationView }) {
  const { t } = useWords();
  const { enrolments } = useServices();
  const enrolment = enrolments.of(station.station_id);
  const view = useReadable(enrolment.view);
  const begin = () => void enrolment.begin(station.enrolled);
  return (
    <section aria-labelledby="sheet-enrolment" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="sheet-enrolment" className="font-semibold text-16">
          {station.enrolled ? t("enrol.replaceTitle") : t("enrol.title")}
        </h3>
        <p className="mt-1 text-14 text-quiet">
          {station.enrolled ? t("enrol.replaceText") : t("enrol.text")}
        </p>
      </div>
      {view.step === "issued" ? (
        <EnrolmentCodeCard station={station} issued={view} renew={() => void enrolment.renew()} />
      ) : null}
      {view.step === "confirming" ? (
        <Confirm confirm={() => void enrolment.confirm()} cancel={enrolment.cancel} />
      ) : null}
      {view.step === "refused" ? (
        <Banner tone="danger" icon={<TriangleAlert size={20} />}>
          {tellProblem(t, view.refusal.reason)}
        </Banner>
      ) : null}
      {view.step === "idle" || view.step === "asking" || view.step === "refused" ? (
        <Button
          isWide
          tone={station.enrolled ? "quiet" : "primary"}
          isBusy={view.step === "asking"}
          icon={<KeyRound size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-enrol"
          onClick={begin}
        >
          {t("enrol.issue")}
        </Button>
      ) : null}
    </section>
  );
}

/** The unit in service stops working the moment another takes its place. */
function Confirm({ confirm, cancel }: { confirm(): void; cancel(): void }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="enrol-confirm" className="rounded-card bg-amber-wash p-5">
      <p id="enrol-confirm" className="font-semibold text-16">
        {t("enrol.confirmTitle")}
      </p>
      <p className="mt-1 text-14">{t("enrol.confirmText")}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button data-testid="portal-enrol-confirm" onClick={confirm}>
          {t("enrol.confirm")}
        </Button>
        <Button tone="plain" onClick={cancel}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </section>
  );
}
