import { tellProblem, useReadable } from "@genkan/shell";
import { ZoneNote, zoneOf } from "@genkan/shell/schedule";
import { Banner, Button, EmptyState, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CloudOff, Plus, QrCode } from "lucide-react";
import { Page } from "../app/page";
import { Refused } from "../app/refused";
import { useServices } from "../app/services";
import { WithQueries } from "../app/with-queries";
import { HouseholdChoice, useHousehold } from "./household-choice";
import { KeyRow } from "./key-row";
import { isAlive } from "./key-types";
import { keysQuery } from "./keys-query";
import { useKeyWords } from "./use-key-words";

/** The household's temporary keys: those that open, or will, first. */
export function KeysPage() {
  const { session } = useServices();
  const view = useReadable(session.view);
  if (view.state !== "signed_in") return null;
  return (
    <WithQueries>
      <Keys />
    </WithQueries>
  );
}

function Keys() {
  const { t } = useKeyWords();
  const household = useHousehold();
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(keysQuery(household?.household_id ?? ""));
  if (household === null)
    return (
      <Page title={t("keys.title")}>
        <EmptyState icon={<QrCode size={28} strokeWidth={1.75} />} title={t("keys.noHome.title")}>
          {t("keys.noHome.text")}
        </EmptyState>
      </Page>
    );
  const alive = data?.keys.filter((key) => isAlive(key.state)) ?? [];
  const over = data?.keys.filter((key) => !isAlive(key.state)) ?? [];
  const zone = zoneOf(data?.time_zone);
  return (
    <Page title={t("keys.title")} lead={t("keys.lead")}>
      <HouseholdChoice />
      <Button
        size="large"
        isWide
        icon={<Plus size={24} strokeWidth={1.75} />}
        data-testid="key-new"
        onClick={() => void navigate({ to: "/keys/new" })}
      >
        {t("keys.new")}
      </Button>
      {error instanceof Refused ? (
        <Banner
          tone="warning"
          icon={<CloudOff size={20} />}
          action={
            <Button tone="plain" size="small" onClick={() => void refetch()}>
              {t("common:action.retry")}
            </Button>
          }
        >
          <p className="font-semibold">{t("keys.failed")}</p>
          <p>{tellProblem(t, error.refusal.reason)}</p>
        </Banner>
      ) : null}
      {isPending ? <KeysSoon /> : null}
      {data !== undefined && data.keys.length > 0 ? <ZoneNote zone={zone} /> : null}
      {data !== undefined && data.keys.length === 0 ? (
        <EmptyState icon={<QrCode size={28} strokeWidth={1.75} />} title={t("keys.empty.title")}>
          {t("keys.empty.text")}
        </EmptyState>
      ) : null}
      {alive.length > 0 ? (
        <section aria-label={t("keys.alive")}>
          <ul className="flex flex-col gap-3">
            {alive.map((key) => (
              <KeyRow key={key.key_id} item={key} zone={zone} />
            ))}
          </ul>
        </section>
      ) : null}
      {over.length > 0 ? (
        <section className="mt-2">
          <h2 className="mb-2 px-1 font-semibold text-16 text-quiet">{t("keys.over")}</h2>
          <ul className="flex flex-col gap-3">
            {over.map((key) => (
              <KeyRow key={key.key_id} item={key} zone={zone} />
            ))}
          </ul>
        </section>
      ) : null}
      {data !== undefined && data.keys.length > 0 ? (
        <Link to="/history" className="px-1 py-3 text-center font-semibold text-16 text-indigo">
          {t("keys.history")}
        </Link>
      ) : null}
    </Page>
  );
}

function KeysSoon() {
  const { t } = useKeyWords();
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t("common:loading")}</span>
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-24 rounded-card" />
    </div>
  );
}
