import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import type { Me } from "../app/api-types";
import { Page } from "../app/page";
import { Refused } from "../app/refused";
import { useServices } from "../app/services";
import { WithQueries } from "../app/with-queries";
import { type Family, familyQuery } from "./family-query";
import { useFamilyWords } from "./use-family-words";

export interface FamilyFrameProps {
  householdId: string;
  title: string;
  back: ReactNode;
  children(family: Family, home: Me["homes"][number]): ReactNode;
}

/** A page about one household of the person's; whoever has left it meanwhile is told. */
export function FamilyFrame(props: FamilyFrameProps) {
  return (
    <WithQueries>
      <Loaded {...props} />
    </WithQueries>
  );
}

function Loaded({ householdId, title, back, children }: FamilyFrameProps) {
  const { t } = useFamilyWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const me = view.state === "signed_in" ? view.me : null;
  const family = useQuery(familyQuery(me?.person_id ?? "", householdId));
  const home = me?.homes.find((own) => own.household_id === householdId);
  const room = home && t("resident:home.room", { building: home.building_name, number: home.number });
  return (
    <Page title={title} lead={room ?? null} back={back}>
      {family.isPending ? (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">{t("common:loading")}</span>
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </div>
      ) : null}
      {family.isError ? (
        <Banner
          tone="warning"
          icon={<CloudOff size={20} />}
          action={
            <Button tone="plain" size="small" onClick={() => void family.refetch()}>
              {t("common:action.retry")}
            </Button>
          }
        >
          {tellProblem(t, family.error instanceof Refused ? family.error.refusal.reason : "internal")}
        </Banner>
      ) : null}
      {family.data === undefined || home === undefined ? null : children(family.data, home)}
    </Page>
  );
}
