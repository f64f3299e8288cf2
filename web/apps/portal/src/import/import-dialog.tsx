import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { useNavigate } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Place } from "../app/data";
import { Dialog } from "../app/dialog";
import { PropertyChoice } from "../app/property-choice";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { ChooseFile } from "./choose-file";
import { FaultTable } from "./fault-table";
import { type ReadFile, readImportFile } from "./import-file";
import { PlanSummary } from "./plan-summary";
import { useImportWords } from "./use-import-words";

export type ImportPlan = HttpBody<"ImportPlanOut">;

interface Looked {
  fileName: string;
  content: string;
  plan: ImportPlan;
}

/** Brings homes and residents in from a file: chosen, looked at with every fault named, then imported whole. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ImportDialog({ places, close }: { places: readonly Place[]; close(): void }) {
  const { t, i18n } = useImportWords();
  const sending = useSending();
  const navigate = useNavigate();
  const [propertyId, setPropertyId] = useState(places[0]?.property_id ?? "");
  const [looked, setLooked] = useState<Looked | null>(null);
  const [fault, setFault] = useState<Extract<ReadFile, { ok: false }>["fault"] | null>(null);
  const place = places.find((one) => one.property_id === propertyId);
  const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/import`;
  const isFit = looked !== null && looked.plan.faults.length === 0;

  const lookAt = async (file: File) => {
    setLooked(null);
    const read = await readImportFile(file);
    setFault(read.ok ? null : read.fault);
    if (!read.ok) return;
    const body = { content: read.content, language: i18n.language };
    const answer = await sending.send<ImportPlan>("POST", `${path}/preview`, body);
    if (answer.ok) setLooked({ fileName: file.name, content: read.content, plan: answer.body });
  };
  const bringIn = async () => {
    if (!isFit || sending.isBusy) return;
    const body = { content: looked.content, language: i18n.language };
    const answer = await sending.send<ImportPlan>("POST", path, body);
    if (!answer.ok) return;
    announce(t("import.done", { homes: answer.body.new_homes, residents: answer.body.new_residents }));
    close();
    if (answer.body.new_residents > 0) {
      void navigate({ to: "/accounts", search: { property: propertyId, accounts: "held" } });
    }
  };

  return (
    <Dialog place="middle" title={t("import.title")} close={close} testId="portal-import">
      <div className="flex flex-col gap-5">
        {looked === null ? <p className="text-14 text-quiet">{t("import.lead")}</p> : null}
        <PropertyChoice
          className=""
          places={places}
          propertyId={propertyId}
          isDisabled={sending.isBusy}
          choose={(chosen) => {
            setPropertyId(chosen);
            setLooked(null);
          }}
        />
        {looked === null ? null : <Found looked={looked} />}
        {fault === null ? null : (
          <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="portal-import-unread">
            {t(`import.${fault}`)}
          </Banner>
        )}
        <Problem refusal={sending.refusal} />
        {isFit ? (
          <Button
            isWide
            isBusy={sending.isBusy}
            data-testid="portal-import-submit"
            onClick={() => void bringIn()}
          >
            {sending.isBusy ? t("import.importing") : t("import.submit")}
          </Button>
        ) : null}
        <ChooseFile
          isBusy={sending.isBusy && looked === null}
          isAgain={looked !== null && !isFit}
          isQuiet={isFit}
          building={place?.buildings[0]?.name ?? ""}
          choose={(file) => void lookAt(file)}
        />
      </div>
    </Dialog>
  );
}

function Found({ looked }: { looked: Looked }) {
  return looked.plan.faults.length === 0 ? (
    <PlanSummary fileName={looked.fileName} plan={looked.plan} />
  ) : (
    <FaultTable fileName={looked.fileName} plan={looked.plan} />
  );
}
