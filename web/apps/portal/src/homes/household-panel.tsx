import { Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { PrintHome } from "../accounts/print-home";
import { type Home, householdQuery, Refused } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { formatWallClock } from "../app/wall-clock";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { InstantChoice, type InstantDraft, NOW, readInstant } from "./instant-choice";
import { ResidentCard } from "./resident-card";

export interface HouseholdPanelProps {
  home: Home;
  propertyId: string;
  householdId: string;
  zone: string;
}

/** The people of a household, and its moving out. */
export function HouseholdPanel({ home, propertyId, householdId, zone }: HouseholdPanelProps) {
  const { t, i18n } = useWords();
  const household = useQuery(householdQuery(householdId));
  const write = (atMs: number) => formatWallClock(atMs, zone, i18n.language);
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-14">
        <dt className="text-quiet">{t("home.since")}</dt>
        <dd className="tabular">{home.since_ms === null ? "–" : write(home.since_ms)}</dd>
        {home.until_ms === null ? null : (
          <>
            <dt className="text-quiet">{t("home.until")}</dt>
            <dd className="tabular">{write(home.until_ms)}</dd>
          </>
        )}
        {home.next_since_ms === null ? null : (
          <>
            <dt className="text-quiet">{t("home.next")}</dt>
            <dd className="tabular">{write(home.next_since_ms)}</dd>
          </>
        )}
      </dl>
      <section aria-labelledby="home-people" className="flex flex-col gap-3">
        <h3 id="home-people" className="font-semibold text-16">
          {t("home.people")}
        </h3>
        {household.isError ? (
          <Problem refusal={household.error instanceof Refused ? household.error.refusal : null} />
        ) : null}
        {household.isPending ? <Skeleton className="h-24" /> : null}
        {household.data?.members.map((member) => (
          <ResidentCard key={member.member_id} member={member} householdId={householdId} />
        ))}
      </section>
      <PrintHome propertyId={propertyId} householdId={householdId} />
      <MovingOut home={home} householdId={householdId} zone={zone} />
    </>
  );
}

function MovingOut({ home, householdId, zone }: Omit<HouseholdPanelProps, "propertyId">) {
  const { t } = useWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const [when, setWhen] = useState<InstantDraft>(NOW);
  const [wasTried, setTried] = useState(false);
  const path = `/api/portal/households/${householdId}/move-out`;

  const confirm = async () => {
    setTried(true);
    const until = readInstant(when, zone);
    if (until === undefined) return;
    const answer = await sending.send("POST", path, { until_ms: until });
    if (answer.ok) setAsking(false);
  };

  return (
    <section aria-labelledby="home-move-out" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="home-move-out" className="font-semibold text-16">
          {t("moveOut.title")}
        </h3>
        <p className="mt-1 text-14 text-quiet">{t("moveOut.text")}</p>
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("moveOut.confirmTitle", { number: home.number })}
          text={t("moveOut.confirmText")}
          action={t("moveOut.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void confirm()}
          cancel={() => setAsking(false)}
          testId="portal-move-out"
        >
          <InstantChoice
            legend={t("moveOut.when")}
            draft={when}
            change={setWhen}
            zone={zone}
            wasTried={wasTried}
          />
        </Confirm>
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button
            tone="quiet"
            icon={<LogOut size={20} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-move-out"
            onClick={() => setAsking(true)}
          >
            {home.until_ms === null ? t("moveOut.begin") : t("moveOut.change")}
          </Button>
          {home.until_ms === null ? null : (
            <Button
              tone="plain"
              isBusy={sending.isBusy}
              data-testid="portal-move-out-cancel"
              onClick={() => void sending.send("DELETE", path)}
            >
              {t("moveOut.cancel")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
