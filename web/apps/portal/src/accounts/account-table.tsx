import { Button, StatusDot } from "@genkan/ui";
import { clsx } from "clsx";
import { useState } from "react";
import type { Account } from "../app/data";
import { useWide } from "../app/use-wide";
import { useAccountWords } from "./use-account-words";

const SHOWN_AT_ONCE = 200; // a browser draws thousands of lines slowly, and nobody reads them
const COLUMNS = ["home", "name", "address", "state", "told"] as const;
const HEAD =
  "sticky top-0 z-2 border-line border-b bg-paper px-4 py-3 text-left font-semibold text-14 text-quiet";
const CELL = "border-line border-b px-4 py-3 align-middle text-14";
const TONES = { held: "idle", sent: "idle", failed: "warning", refused: "warning" } as const;

export interface AccountTableProps {
  accounts: readonly Account[];
  chosen: ReadonlySet<string>;
  choose(entryIds: readonly string[], isChosen: boolean): void;
}

/** Everybody who is shown, each to be chosen: a line each, or a card each on a telephone. */
export function AccountTable({ accounts, chosen, choose }: AccountTableProps) {
  const { t } = useAccountWords();
  const isWide = useWide();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const shown = accounts.slice(0, limit);
  const isAll = accounts.every((account) => chosen.has(account.entry_id));
  const all = (
    <Tick
      label={t("accounts.chooseAll")}
      isTicked={isAll}
      testId="portal-choose-all"
      tick={(isTicked) =>
        choose(
          accounts.map((account) => account.entry_id),
          isTicked,
        )
      }
    />
  );
  const ticks = (account: Account) => (
    <Tick
      label={t("accounts.chooseOne", { name: account.display_name })}
      isTicked={chosen.has(account.entry_id)}
      tick={(isTicked) => choose([account.entry_id], isTicked)}
    />
  );
  return (
    <>
      {isWide ? (
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{t("accounts.title")}</caption>
          <thead>
            <tr>
              <th scope="col" className={clsx(HEAD, "w-14 px-1 py-0")}>
                {all}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={HEAD}>
                  {t(`accounts.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((account) => (
              <tr key={account.entry_id} data-testid="portal-account" className="bg-surface">
                <td className={clsx(CELL, "px-1 py-0")}>{ticks(account)}</td>
                <th scope="row" className={clsx(CELL, "tabular text-left font-semibold text-16")}>
                  {account.home_number}
                  <span className="block font-normal text-14 text-quiet">{account.building_name}</span>
                </th>
                <td className={clsx(CELL, "text-16")}>
                  {account.display_name}
                  <Role account={account} />
                </td>
                <td className={clsx(CELL, "max-w-64 select-text break-words")}>{account.address}</td>
                <td className={CELL}>
                  <State account={account} />
                </td>
                <td className={clsx(CELL, "tabular text-quiet")}>
                  <ToldWhen account={account} none="–" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <div className="rounded-card border border-line bg-surface">
          <div className="flex items-center border-line border-b">
            {all}
            <span aria-hidden className="text-14 text-quiet">
              {t("accounts.chooseAll")}
            </span>
          </div>
          <ul className="divide-y divide-line">
            {shown.map((account) => (
              <li key={account.entry_id} data-testid="portal-account" className="flex items-start py-1 pr-4">
                {ticks(account)}
                <div className="min-w-0 flex-1 py-2">
                  <p className="text-16">
                    <span className="tabular mr-3 font-semibold">{account.home_number}</span>
                    {account.display_name}
                  </p>
                  <p className="break-words text-14 text-quiet">{account.address}</p>
                  <State account={account} />
                  <p className="tabular text-14 text-quiet empty:hidden">
                    <ToldWhen account={account} none="" />
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
      {accounts.length > limit ? (
        <Button tone="quiet" className="self-center" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
          {t("accounts.more", { count: accounts.length - limit })}
        </Button>
      ) : null}
    </>
  );
}

interface TickProps {
  label: string;
  isTicked: boolean;
  tick(isTicked: boolean): void;
  testId?: string;
}

function Tick({ label, isTicked, tick, testId = "portal-choose" }: TickProps) {
  return (
    <label className="grid size-12 shrink-0 cursor-pointer place-items-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={isTicked}
        data-testid={testId}
        className="size-5 cursor-pointer accent-indigo"
        onChange={(event) => tick(event.target.checked)}
      />
    </label>
  );
}

function Role({ account }: { account: Account }) {
  const { t } = useAccountWords();
  return (
    <span className="block text-14 text-quiet">
      {account.role === "master" ? t("people.role.master") : t("people.role.family")}
    </span>
  );
}

function State({ account }: { account: Account }) {
  const { t } = useAccountWords();
  const state = account.state in TONES ? (account.state as keyof typeof TONES) : "sent";
  return <StatusDot tone={TONES[state]}>{t(`accounts.state.${state}`)}</StatusDot>;
}

function ToldWhen({ account, none }: { account: Account; none: string }) {
  const { t, i18n } = useAccountWords();
  const write = (atMs: number) =>
    new Intl.DateTimeFormat(i18n.language, {
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
    }).format(atMs);
  const told = [
    account.sent_ms === null ? "" : t("accounts.sentAt", { time: write(account.sent_ms) }),
    account.printed_ms === null ? "" : t("accounts.printedAt", { time: write(account.printed_ms) }),
  ].filter(Boolean);
  return told.length === 0
    ? none
    : told.map((text) => (
        <span key={text} className="block">
          {text}
        </span>
      ));
}
