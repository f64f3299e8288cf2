import { tellProblem } from "@genkan/shell";
import { separatorOf, useValidity, ZoneNote, zoneOf } from "@genkan/shell/schedule";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, CloudOff, Maximize2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Page } from "../app/page";
import { Refused } from "../app/refused";
import { WithQueries } from "../app/with-queries";
import { Facts, Section } from "../me/facts";
import { KeyActions } from "./key-actions";
import { isAlive, type KeyDetail } from "./key-types";
import { KeyUses } from "./key-uses";
import { keyQuery } from "./keys-query";
import { QrCode } from "./qr-code";
import { QrFull } from "./qr-full";
import { useKeyWords } from "./use-key-words";
import { useUses } from "./use-uses";

const route = getRouteApi("/keys/$keyId");
const RevokeSheet = lazy(() => import("./revoke-sheet"));

/** One key: its code, how to hand it on, what it was used for. */
export function KeyPage() {
  return (
    <WithQueries>
      <Key />
    </WithQueries>
  );
}

function Key() {
  const { t } = useKeyWords();
  const { keyId } = route.useParams();
  const { data, error, refetch } = useQuery(keyQuery(keyId));
  return (
    <Page
      title={data?.visitor_name || t("key.title")}
      lead={data === undefined ? null : t(`key.state.${data.state}`)}
    >
      <Link
        to="/keys"
        className="-mt-3 inline-flex min-h-12 items-center gap-2 font-semibold text-16 text-indigo"
      >
        <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
        {t("key.back")}
      </Link>
      {error instanceof Refused && data === undefined ? (
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
      ) : null}
      {data === undefined && error === null ? <Skeleton className="h-80 rounded-card" /> : null}
      {data === undefined ? null : <Detail detail={data} />}
    </Page>
  );
}

function Detail({ detail }: { detail: KeyDetail }) {
  const { t, i18n } = useKeyWords();
  const zone = zoneOf(detail.time_zone);
  const sayValidity = useValidity(zone);
  const sayUses = useUses();
  const [isFull, setFull] = useState(false);
  const [isRevoking, setRevoking] = useState(false);
  const lives = isAlive(detail.state) && detail.qr_text !== null;
  const validity = sayValidity(detail.schedule);
  return (
    <>
      {lives && detail.qr_text !== null ? (
        <>
          <button
            type="button"
            data-testid="key-show-full"
            className="flex flex-col items-center gap-3 rounded-card border border-line bg-white p-5 text-black"
            onClick={() => setFull(true)}
          >
            <QrCode text={detail.qr_text} label={t("key.qrLabel")} className="w-full max-w-72" />
            <span className="inline-flex items-center gap-2 font-semibold text-16">
              <Maximize2 size={18} strokeWidth={1.75} aria-hidden />
              {t("key.showFull")}
            </span>
          </button>
          <KeyActions detail={detail} validity={validity} />
        </>
      ) : (
        <Banner tone="warning">{t(`key.why.${detail.state}` as "key.why.expired")}</Banner>
      )}
      <Section title={t("key.about")}>
        <Facts
          rows={[
            { term: t("key.validity"), value: validity },
            { term: t("keyForm.uses"), value: sayUses(detail) },
            {
              term: t("keyForm.doors"),
              value: detail.doors.map((door) => door.name).join(separatorOf(i18n.language)),
            },
            ...(detail.id_number === null ? [] : [{ term: t("keyForm.idNumber"), value: detail.id_number }]),
            ...(detail.entrance === null
              ? []
              : [{ term: t("key.entrance"), value: detail.entrance, note: t("key.entranceNote") }]),
            ...(detail.email === null ? [] : [{ term: t("key.mailedTo"), value: detail.email }]),
            ...(detail.created_by === null ? [] : [{ term: t("key.createdBy"), value: detail.created_by }]),
          ]}
        />
      </Section>
      <KeyUses detail={detail} zone={zone} />
      <ZoneNote zone={zone} />
      {lives ? (
        <Button
          tone="quiet"
          isWide
          className="text-crimson!"
          data-testid="key-revoke"
          onClick={() => setRevoking(true)}
        >
          {t("key.revoke")}
        </Button>
      ) : null}
      {isFull && detail.qr_text !== null ? (
        <QrFull
          text={detail.qr_text}
          title={detail.visitor_name}
          note={validity}
          close={() => setFull(false)}
        />
      ) : null}
      {isRevoking ? (
        <Suspense fallback={null}>
          <RevokeSheet detail={detail} close={() => setRevoking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
