import type { StationView } from "@genkan/contract";
import { useNow } from "@genkan/shell";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { CircleCheck, Info, TimerOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { CopyButton } from "./copy-button";
import { enrolCommand } from "./enrol-command";
import type { EnrolmentView } from "./enrolment";

const QrPicture = lazy(() => import("./qr-picture"));

type Issued = EnrolmentView & { step: "issued" };

export interface EnrolmentCodeCardProps {
  station: StationView;
  issued: Issued;
  renew(): void;
}

/** The code while it lives: big, with its command and how long it lasts; then what became of it. */
export function EnrolmentCodeCard({ station, issued, renew }: EnrolmentCodeCardProps) {
  const { now } = useServices();
  const nowMs = useNow(now, 250);
  const enrolledMs = station.enrolled_ms ?? 0;
  const isUsed = enrolledMs > issued.issuedMs;
  const hasConnected = isUsed && station.online && (station.since_ms ?? 0) >= enrolledMs;
  const isExpired = nowMs >= issued.expiresMs;
  return (
    <div className="flex flex-col gap-4">
      <Progress hasConnected={hasConnected} isUsed={isUsed} replaces={issued.replaces} />
      {isUsed || (isExpired && hasConnected) ? null : isExpired ? (
        <Expired renew={renew} />
      ) : (
        <LivingCode issued={issued} nowMs={nowMs} />
      )}
    </div>
  );
}

interface ProgressProps {
  hasConnected: boolean;
  isUsed: boolean;
  replaces: boolean;
}

/** What the server has seen of the unit since the code was made. */
function Progress({ hasConnected, isUsed, replaces }: ProgressProps) {
  const { t } = useWords();
  if (hasConnected) {
    return (
      <Banner tone="success" icon={<CircleCheck size={20} />} data-testid="portal-enrol-done">
        {t(replaces ? "enrol.replaced" : "enrol.connected")}
      </Banner>
    );
  }
  if (!isUsed) return null;
  return <Banner icon={<Info size={20} />}>{t(replaces ? "enrol.usedInstead" : "enrol.used")}</Banner>;
}

function LivingCode({ issued, nowMs }: { issued: Issued; nowMs: number }) {
  const { t } = useWords();
  const command = enrolCommand(location.origin, issued.code);
  return (
    <>
      <div className="flex flex-col items-center gap-3 rounded-card bg-sunken p-5">
        <p
          data-testid="portal-enrol-code"
          className="tabular select-all whitespace-nowrap font-semibold text-32 leading-tight tracking-wider sm:text-48"
        >
          {issued.code}
        </p>
        <CopyButton text={issued.code}>{t("enrol.copyCode")}</CopyButton>
        <Countdown leftMs={issued.expiresMs - nowMs} wholeMs={issued.expiresMs - issued.issuedMs} />
      </div>
      <div>
        <h4 className="mb-2 font-medium text-14">{t("enrol.commandTitle")}</h4>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long address is scrolled by keyboard too
          tabIndex={0}
          className="select-all overflow-x-auto rounded-control border border-line bg-paper p-4 font-mono text-14"
        >
          {command}
        </pre>
        <div className="flex justify-end">
          <CopyButton text={command}>{t("enrol.copyCommand")}</CopyButton>
        </div>
      </div>
      <figure className="flex flex-col items-center gap-2">
        <Suspense fallback={<Skeleton className="size-60" />}>
          <QrPicture text={command} label={t("enrol.qr")} />
        </Suspense>
        <figcaption className="text-center text-14 text-quiet">{t("enrol.qrHint")}</figcaption>
      </figure>
      <p className="text-14 text-quiet">{t("enrol.waiting")}</p>
    </>
  );
}

function Countdown({ leftMs, wholeMs }: { leftMs: number; wholeMs: number }) {
  const { t } = useWords();
  const leftS = Math.ceil(leftMs / 1000);
  const time = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, "0")}`;
  return (
    <div className="w-full max-w-xs">
      <p className="tabular mb-1.5 text-center text-14 text-quiet" role="timer">
        {t("enrol.left", { time })}
      </p>
      <div className="h-1.5 overflow-hidden rounded-full bg-line" aria-hidden="true">
        <div
          className="h-full origin-left rounded-full bg-indigo"
          style={{ transform: `scaleX(${Math.min(1, leftMs / wholeMs)})` }}
        />
      </div>
    </div>
  );
}

function Expired({ renew }: { renew(): void }) {
  const { t } = useWords();
  return (
    <>
      <Banner tone="warning" icon={<TimerOff size={20} />}>
        {t("enrol.expired")}
      </Banner>
      <Button isWide data-testid="portal-enrol-renew" onClick={renew}>
        {t("enrol.issue")}
      </Button>
    </>
  );
}
