import type { Refusal } from "@genkan/link";
import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button, EmptyState, Skeleton } from "@genkan/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, CloudOff, KeyRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Page } from "../app/page";
import { Refused } from "../app/refused";
import { useServices } from "../app/services";
import { WithQueries } from "../app/with-queries";
import { HouseholdChoice, useHousehold } from "../keys/household-choice";
import { bodyOf } from "../keys/keys-query";
import { useKeyWords } from "../keys/use-key-words";
import { getPin, type PinState, showPin } from "./pin-api";
import { PinForm } from "./pin-form";

const DeletePinSheet = lazy(() => import("./delete-pin-sheet"));
const ProofSheet = lazy(() => import("./proof-sheet"));

/** マイページ→認証→ドアリリースPIN: one PIN for the household. */
export function PinPage() {
  const { t } = useKeyWords();
  const view = useReadable(useServices().session.view);
  if (view.state !== "signed_in") return null;
  return (
    <WithQueries>
      <Page title={t("pin.title")} lead={t("pin.lead")}>
        <Link
          to="/me"
          className="-mt-3 inline-flex min-h-12 items-center gap-2 font-semibold text-16 text-indigo"
        >
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          {t("resident:me.title")}
        </Link>
        <HouseholdChoice />
        <Pin />
      </Page>
    </WithQueries>
  );
}

function Pin() {
  const { t } = useKeyWords();
  const household = useHousehold();
  const householdId = household?.household_id ?? "";
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["pin", householdId],
    queryFn: () => bodyOf(getPin(householdId)),
    enabled: householdId !== "",
    refetchOnMount: "always",
  });
  const [isChanging, setChanging] = useState(false);
  const [isSaved, setSaved] = useState(false);
  if (household === null)
    return (
      <EmptyState icon={<KeyRound size={28} strokeWidth={1.75} />} title={t("keys.noHome.title")}>
        {t("keys.noHome.text")}
      </EmptyState>
    );
  if (error instanceof Refused && data === undefined)
    return (
      <Banner
        tone="warning"
        icon={<CloudOff size={20} />}
        action={
          <Button tone="plain" size="small" onClick={() => void refetch()}>
            {t("common:action.retry")}
          </Button>
        }
      >
        {tellProblem(t, error.refusal.reason)}
      </Banner>
    );
  if (data === undefined) return <Skeleton className="h-40 rounded-card" />;
  const keep = (state: PinState) => {
    queries.setQueryData(["pin", householdId], state);
    setChanging(false);
    setSaved(state.is_set);
  };
  return (
    <>
      {data.is_void ? <Banner tone="warning">{t("pin.void")}</Banner> : null}
      {isSaved ? <Banner tone="success">{t("pin.saved")}</Banner> : null}
      {data.is_set && !isChanging ? (
        <CurrentPin householdId={householdId} state={data} change={() => setChanging(true)} keep={keep} />
      ) : (
        <PinForm
          householdId={householdId}
          isFirst={!data.is_set}
          keep={keep}
          cancel={data.is_set ? () => setChanging(false) : null}
        />
      )}
      <p className="px-1 text-14 text-quiet">{t("pin.howTo")}</p>
    </>
  );
}

interface CurrentPinProps {
  householdId: string;
  state: PinState;
  change(): void;
  keep(state: PinState): void;
}

/** The PIN there is: hidden until its owner proves who they are. */
function CurrentPin({ householdId, state, change, keep }: CurrentPinProps) {
  const { t } = useKeyWords();
  const [pin, setPin] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sheet, setSheet] = useState<"proof" | "delete" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await showPin(householdId);
    setBusy(false);
    if (answer.ok) setPin(answer.body.pin);
    else if (answer.refusal.reason === "proof-needed") setSheet("proof");
    else setRefusal(answer.refusal);
  };
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-col items-center gap-2 rounded-card border border-line bg-surface px-5 py-8">
        <p className="text-14 text-quiet">{t("pin.current")}</p>
        <output
          data-testid="pin-shown"
          aria-label={pin === null ? t("pin.hidden", { count: state.length ?? 0 }) : pin.split("").join(" ")}
          className="tabular font-semibold text-32 tracking-[0.3em]"
        >
          {pin ?? "●".repeat(state.length ?? 0)}
        </output>
        <Button
          tone="plain"
          isBusy={isBusy}
          data-testid="pin-show"
          onClick={() => (pin === null ? void show() : setPin(null))}
        >
          {pin === null ? t("pin.show") : t("pin.hide")}
        </Button>
      </div>
      {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
      <Button isWide data-testid="pin-change" onClick={change}>
        {t("pin.change")}
      </Button>
      <Button
        tone="quiet"
        isWide
        className="text-crimson!"
        data-testid="pin-delete"
        onClick={() => setSheet("delete")}
      >
        {t("pin.delete")}
      </Button>
      <Suspense fallback={null}>
        {sheet === "delete" ? (
          <DeletePinSheet householdId={householdId} close={() => setSheet(null)} keep={keep} />
        ) : null}
        {sheet === "proof" ? (
          <ProofSheet
            close={(isProved) => {
              setSheet(null);
              if (isProved) void show();
            }}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
