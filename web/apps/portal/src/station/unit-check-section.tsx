import type { HttpBody, StationView } from "@genkan/contract";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck, FileText, TriangleAlert } from "lucide-react";
import { type UnitCheck, unitChecksQuery } from "../app/data";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { formatInstant } from "../stations/moments";
import { RunningCheck } from "./running-check";
import { useUnitWords } from "./use-unit-words";

/** 「取付チェック」: started and led here by whoever stands at the unit; what came of it, for all staff. */
export function UnitCheckSection({ station, mayCheck }: { station: StationView; mayCheck: boolean }) {
  const { t } = useUnitWords();
  const { data, isError } = useQuery(unitChecksQuery(station.station_id));
  return (
    <section
      aria-labelledby="sheet-check"
      className="flex flex-col gap-4 border-line border-t pt-6"
      data-testid="portal-check"
    >
      <div>
        <h3 id="sheet-check" className="font-semibold text-16">
          {t("check:check.title")}
        </h3>
        <p className="mt-1 text-14 text-quiet">{t("unitCheck.lead")}</p>
      </div>
      {isError ? (
        <Banner tone="danger" icon={<TriangleAlert size={20} />}>
          {t("unitCheck.refused")}
        </Banner>
      ) : null}
      {data === undefined && !isError ? <Skeleton className="h-24 rounded-control" /> : null}
      {data === undefined ? null : <Checks station={station} checks={data} mayCheck={mayCheck} />}
    </section>
  );
}

interface ChecksProps {
  station: StationView;
  checks: readonly UnitCheck[];
  mayCheck: boolean;
}

function Checks({ station, checks, mayCheck }: ChecksProps) {
  const running = checks.find(({ is_running }) => is_running) ?? null;
  const past = checks.filter(({ is_running }) => !is_running);
  const isLed = running?.is_own === true;
  return (
    <>
      {running === null ? <Last check={past[0]} mayCheck={mayCheck} /> : <Running check={running} />}
      {mayCheck && !isLed ? <Start station={station} isAgain={checks.length > 0} /> : null}
      <Older checks={running === null ? past.slice(1) : past} />
    </>
  );
}

function Running({ check }: { check: UnitCheck }) {
  const { t } = useUnitWords();
  if (check.is_own) return <RunningCheck key={check.check_id} check={check} />;
  return (
    <p className="rounded-control bg-sunken px-4 py-3 text-14">
      {t("unitCheck.runs", { name: check.person_name ?? t("check:check.somebody") })}
    </p>
  );
}

function Last({ check, mayCheck }: { check: UnitCheck | undefined; mayCheck: boolean }) {
  const { t } = useUnitWords();
  if (check !== undefined) return <Done check={check} />;
  return <p className="text-14 text-quiet">{t(mayCheck ? "unitCheck.never" : "unitCheck.neverManager")}</p>;
}

function Older({ checks }: { checks: readonly UnitCheck[] }) {
  const { t } = useUnitWords();
  if (checks.length === 0) return null;
  return (
    <details className="text-14">
      <summary className="flex min-h-12 cursor-pointer items-center text-quiet">
        {t("unitCheck.past", { count: checks.length })}
      </summary>
      <ul className="flex flex-col gap-3 pb-2">
        {checks.map((check) => (
          <li key={check.check_id}>
            <Done check={check} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Start({ station, isAgain }: { station: StationView; isAgain: boolean }) {
  const { t, i18n } = useUnitWords();
  const sending = useSending();
  const start = () => {
    const body: HttpBody<"CheckStartIn"> = { language: i18n.language === "en" ? "en" : "ja" };
    void sending.send("POST", `/api/portal/stations/${encodeURIComponent(station.station_id)}/checks`, body);
  };
  return (
    <>
      <p className="text-14 text-quiet">{t(station.online ? "unitCheck.onSite" : "unitCheck.offline")}</p>
      <Problem refusal={sending.refusal} />
      <Button
        tone="quiet"
        isWide
        isBusy={sending.isBusy}
        disabled={!station.online}
        icon={<ClipboardCheck size={20} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-check-start"
        onClick={start}
      >
        {t(isAgain ? "unitCheck.startAgain" : "unitCheck.start")}
      </Button>
    </>
  );
}

const TONES = { passed: "text-pine", faults: "text-crimson", incomplete: "text-amber" };

/** What a check came to, with its report. */
function Done({ check }: { check: UnitCheck }) {
  const { t, i18n } = useUnitWords();
  const { now } = useServices();
  const at = formatInstant(check.started_ms, now(), i18n.language);
  const language = i18n.language === "en" ? "en" : "ja";
  const faults = check.lines.filter(({ state }) => state === "failed");
  return (
    <div className="flex flex-col gap-1 text-14" data-testid="portal-check-done">
      <p className={`font-semibold text-16 ${TONES[check.verdict]}`}>
        {check.ended_ms === null ? t("unitCheck.abandoned") : t(`check:check.verdict.${check.verdict}`)}
      </p>
      {faults.length > 0 ? (
        <ul className="list-disc pl-5">
          {faults.map(({ key, part, door_name }) => (
            <li key={key}>
              {t(`check:check.part.${part}`)}
              {door_name === "" ? "" : ` · ${door_name}`}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="tabular text-quiet">
        {t("unitCheck.by", { at, name: check.person_name ?? t("check:check.somebody") })}
      </p>
      <a
        className="inline-flex min-h-12 items-center gap-2 self-start font-medium text-indigo underline"
        href={`/api/portal/checks/${encodeURIComponent(check.check_id)}/report?language=${language}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t("unitCheck.reportOf", { at })}
      >
        <FileText size={18} strokeWidth={1.75} aria-hidden />
        {t("unitCheck.report")}
      </a>
    </div>
  );
}
