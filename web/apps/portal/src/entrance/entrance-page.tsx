import type { Refusal } from "@genkan/link";
import { callApi, tellProblem, useReadable } from "@genkan/shell";
import { Banner, EmptyState, Skeleton } from "@genkan/ui";
import { Building2, TriangleAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Page } from "../app/page";
import { PropertyChoice } from "../app/property-choice";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { EntranceEditor } from "./entrance-editor";
import type { Entrance } from "./entrance-form";

/** What a property decides for its entrances: the office, the screens, the pictures, the night. */
export function EntrancePage() {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const properties = view.state === "signed_in" ? view.me.properties : [];
  const known = [...new Map(properties.map((each) => [each.property_id, each])).values()];
  const [chosen, setChosen] = useState<string | null>(null);
  const propertyId = chosen ?? known[0]?.property_id ?? null;
  return (
    <Page title={t("nav.entrance")} lead={t("entrance.lead")}>
      {propertyId === null ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("entrance.none")}>
          {t("entrance.noneText")}
        </EmptyState>
      ) : null}
      <PropertyChoice places={known} propertyId={propertyId ?? ""} choose={setChosen} />
      {propertyId === null ? null : <EntranceOf key={propertyId} propertyId={propertyId} />}
    </Page>
  );
}

function EntranceOf({ propertyId }: { propertyId: string }) {
  const { t } = useWords();
  const [entrance, setEntrance] = useState<Entrance | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/entrance`;
  const load = useCallback(async () => {
    const answer = await callApi<Entrance>(path);
    if (answer.ok) setEntrance(answer.body);
    else setRefusal(answer.refusal);
  }, [path]);
  useEffect(() => void load(), [load]);
  if (refusal !== null) {
    return (
      <Banner tone="danger" icon={<TriangleAlert size={20} />}>
        {tellProblem(t, refusal.reason)}
      </Banner>
    );
  }
  if (entrance === null) {
    return (
      <div role="status">
        <span className="sr-only">{t("common:loading")}</span>
        <Skeleton className="h-96 rounded-card" />
      </div>
    );
  }
  return <EntranceEditor entrance={entrance} path={path} />;
}
