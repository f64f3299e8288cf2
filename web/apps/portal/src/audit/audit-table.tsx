import { StatusDot } from "@genkan/ui";
import { clsx } from "clsx";
import { useWide } from "../app/use-wide";
import type { AuditLine } from "./audit-data";
import { useAuditTold } from "./use-audit-told";
import { useAuditWords } from "./use-audit-words";

const COLUMNS = ["time", "doer", "operation", "details"] as const;
const HEAD =
  "sticky top-0 z-2 border-line border-b bg-paper px-4 py-3 text-left font-semibold text-14 text-quiet";
const CELL = "border-line border-b px-4 py-3 align-top text-14";

type Told = ReturnType<ReturnType<typeof useAuditTold>["line"]>;

/** A line a change; on a telephone a card each. */
export function AuditTable({ lines, zone }: { lines: readonly AuditLine[]; zone: string }) {
  const { t } = useAuditWords();
  const isWide = useWide();
  const told = useAuditTold(zone);
  if (!isWide) {
    return (
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {lines.map((line) => {
          const said = told.line(line);
          return (
            <li key={line.id} data-testid="portal-audit-line" className="flex flex-col gap-1 px-4 py-3">
              <p className="font-semibold text-16">{said.operation}</p>
              {said.subject === "" ? null : <p className="text-16 wrap-anywhere">{said.subject}</p>}
              <Details said={said} />
              <p className="flex flex-wrap justify-between gap-x-3 text-14 text-quiet">
                <span>{said.role === "" ? said.doer : `${said.doer} (${said.role})`}</span>
                <span className="tabular">{said.time}</span>
              </p>
            </li>
          );
        })}
      </ul>
    );
  }
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{t("audit.caption", { zone })}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={HEAD}>
              {t(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const said = told.line(line);
          return (
            <tr key={line.id} data-testid="portal-audit-line" className="bg-surface">
              <td className={clsx(CELL, "tabular whitespace-nowrap")}>{said.time}</td>
              <td className={clsx(CELL, "whitespace-nowrap")}>
                {said.doer}
                <span className="block text-quiet">{said.role}</span>
              </td>
              <th scope="row" className={clsx(CELL, "text-left font-semibold text-16")}>
                {said.operation}
                <span className="block font-normal text-14 text-quiet wrap-anywhere">{said.subject}</span>
              </th>
              <td className={CELL}>
                <Details said={said} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What is another than before, why, and what came of it. */
function Details({ said }: { said: Told }) {
  return (
    <>
      {said.outcome === null ? null : <StatusDot tone={said.outcome.tone}>{said.outcome.text}</StatusDot>}
      {said.details.map((detail) => (
        <p key={detail} className="text-14 wrap-anywhere">
          {detail}
        </p>
      ))}
      {said.reason === null ? null : <p className="text-14 text-quiet wrap-anywhere">{said.reason}</p>}
    </>
  );
}
