import type { HttpBody } from "@genkan/contract";
import { tellProblem } from "@genkan/shell";
import { Banner, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Image as ImageIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { officeCallsQuery, Refused } from "../app/data";
import { Dialog } from "../app/dialog";
import { useWords } from "../app/use-words";

type OfficeCall = HttpBody<"OfficeCallOut">;

/** Where the notice of a missed call leads: see `OFFICE_CALLS_PAGE` of the server. */
const ANCHOR = "office-calls";
const COLUMNS = ["at", "station", "outcome", "picture"] as const;
const CELL = "border-line border-b px-3 py-2 text-left text-14";

/** 「管理室」: who called the office, and what became of it. They are the managers' own calls. */
export function OfficeCalls() {
  const { t } = useWords();
  const { data, error } = useQuery(officeCallsQuery);
  const section = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState<OfficeCall | null>(null);
  const isThere = data !== undefined;
  useEffect(() => {
    if (isThere && location.hash === `#${ANCHOR}`) section.current?.scrollIntoView();
  }, [isThere]);
  return (
    <section
      ref={section}
      id={ANCHOR}
      aria-labelledby="office-calls-title"
      className="mt-8"
      data-testid="portal-office-calls"
    >
      <h2 id="office-calls-title" className="font-semibold text-16">
        {t("officeCalls.title")}
      </h2>
      <p className="mt-1 mb-3 text-14 text-quiet">{t("officeCalls.lead")}</p>
      {error === null ? null : (
        <Banner tone="danger">
          {tellProblem(t, error instanceof Refused ? error.refusal.reason : "internal")}
        </Banner>
      )}
      {data === undefined && error === null ? <Skeleton className="h-20 rounded-control" /> : null}
      {data?.length === 0 ? <p className="text-16 text-quiet">{t("officeCalls.empty")}</p> : null}
      {data !== undefined && data.length > 0 ? <CallTable calls={data} show={setSeen} /> : null}
      {seen === null ? null : <Picture call={seen} close={() => setSeen(null)} />}
    </section>
  );
}

function CallTable({ calls, show }: { calls: readonly OfficeCall[]; show(call: OfficeCall): void }) {
  const { t } = useWords();
  const sayWhen = useWhen();
  const sayOutcome = useOutcome();
  return (
    <div className="overflow-x-auto">
      <table className="tabular w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("officeCalls.title")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`${CELL} font-semibold text-quiet`}>
                {t(`officeCalls.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.call_id} data-testid="portal-office-call">
              <td className={`${CELL} whitespace-nowrap`}>{sayWhen(call)}</td>
              <td className={CELL}>
                {call.building_name} {call.station_name}
              </td>
              <td className={`${CELL} ${isMissed(call) ? "font-semibold text-amber" : ""}`}>
                {sayOutcome(call)}
              </td>
              <td className={CELL}>
                {call.has_picture ? (
                  <button
                    type="button"
                    className="inline-flex min-h-12 items-center gap-2 text-indigo"
                    aria-label={t("officeCalls.showOf", { when: sayWhen(call) })}
                    onClick={() => show(call)}
                  >
                    <ImageIcon size={20} strokeWidth={1.75} aria-hidden />
                    {t("officeCalls.show")}
                  </button>
                ) : (
                  "–"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whoever stood there when nobody came. */
function Picture({ call, close }: { call: OfficeCall; close(): void }) {
  const { t } = useWords();
  const sayWhen = useWhen();
  const [isGone, setGone] = useState(false);
  return (
    <Dialog
      place="middle"
      title={t("officeCalls.pictureTitle")}
      description={`${call.building_name} ${call.station_name} · ${sayWhen(call)}`}
      close={close}
      testId="portal-office-picture"
    >
      {isGone ? (
        <p className="text-16">{t("officeCalls.gone")}</p>
      ) : (
        <img
          className="w-full rounded-control"
          src={`/api/portal/office-calls/${encodeURIComponent(call.call_id)}/picture`}
          alt={t("officeCalls.pictureTitle")}
          onError={() => setGone(true)}
        />
      )}
    </Dialog>
  );
}

function isMissed({ outcome, answered_by }: OfficeCall): boolean {
  return outcome !== null && outcome !== "opened" && answered_by === null;
}

function useWhen(): (call: OfficeCall) => string {
  const { i18n } = useWords();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
  return ({ at_ms }) => format.format(at_ms);
}

function useOutcome(): (call: OfficeCall) => string {
  const { t } = useWords();
  return (call) => {
    if (call.outcome === null) return t("officeCalls.live");
    if (isMissed(call)) return t("officeCalls.missed");
    const name = call.answered_by;
    if (call.outcome === "opened")
      return name === null ? t("officeCalls.opened") : t("officeCalls.openedBy", { name });
    return t("officeCalls.answered", { name: name ?? "", seconds: call.talked_s ?? 0 });
  };
}
