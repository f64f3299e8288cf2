import { EmptyState } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowLeft, CircleCheck, HousePlus, SearchX } from "lucide-react";
import { useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { type Accounts, accountsQuery, placesQuery } from "../app/data";
import { FilterChips } from "../app/filter-chips";
import { Page } from "../app/page";
import { OfProperty } from "../app/property-choice";
import { SearchField } from "../app/search-box";
import { useSetSearch } from "../app/use-set-search";
import { TableSoon } from "../devices/table-soon";
import { ACCOUNT_FILTERS, countByFilter, matchesQuery, passesFilter, sortAccounts } from "./account-list";
import { AccountTable } from "./account-table";
import { RunCard } from "./run-card";
import { TellBar } from "./tell-bar";
import { useAccountWords } from "./use-account-words";

/** Everybody who has not signed in yet: mailed one after the other, or told on paper. */
export function AccountsPage() {
  const { t } = useAccountWords();
  const places = useQuery(placesQuery);
  return (
    <Page
      title={t("accounts.title")}
      lead={t("accounts.lead")}
      action={
        <Link
          to="/homes"
          className="inline-flex min-h-12 items-center gap-2 font-semibold text-16 text-indigo"
        >
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          {t("accounts.back")}
        </Link>
      }
    >
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("accounts.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {places.data?.length === 0 ? <Nobody /> : null}
      {places.data !== undefined && places.data.length > 0 ? (
        <OfProperty places={places.data}>
          {(place) => <AccountsOf propertyId={place.property_id} />}
        </OfProperty>
      ) : null}
    </Page>
  );
}

function AccountsOf({ propertyId }: { propertyId: string }) {
  const { t } = useAccountWords();
  const accounts = useQuery(accountsQuery(propertyId));
  if (accounts.data === undefined) {
    return accounts.isError ? (
      <CannotShow
        title={t("accounts.refused")}
        error={accounts.error}
        retry={() => void accounts.refetch()}
      />
    ) : (
      <TableSoon />
    );
  }
  const { run, mails_per_minute } = accounts.data;
  return (
    <>
      {run === null ? null : <RunCard run={run} perMinute={mails_per_minute} />}
      <Waiting propertyId={propertyId} accounts={accounts.data} />
    </>
  );
}

function Waiting({ propertyId, accounts }: { propertyId: string; accounts: Accounts }) {
  const { t, i18n } = useAccountWords();
  const setSearch = useSetSearch();
  const { q = "", accounts: show = "all" } = useSearch({ from: "__root__" });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (accounts.accounts.length === 0) return accounts.joined === 0 ? <Nobody /> : <Everybody />;
  const found = accounts.accounts.filter((account) => matchesQuery(account, q));
  const counts = countByFilter(found);
  const shown = sortAccounts(
    found.filter((account) => passesFilter(account, show)),
    i18n.language,
  );
  const picked = shown.filter((account) => chosen.has(account.entry_id));
  const choose = (entryIds: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of entryIds) isChosen ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <div className="flex flex-col gap-3 lg:flex-row lg:items-center">
        <SearchField label={t("accounts.search")} />
        <FilterChips
          legend={t("accounts.filter.label")}
          options={ACCOUNT_FILTERS.map((filter) => ({
            value: filter,
            label: t(`accounts.filter.${filter}`),
            count: counts[filter],
          }))}
          value={show}
          choose={(accounts) => setSearch({ accounts })}
        />
        <p className="tabular text-14 text-quiet lg:ml-auto">
          {t("accounts.joined", { count: accounts.joined })}
        </p>
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={<SearchX size={28} strokeWidth={1.75} />} title={t("accounts.nothing")} />
      ) : (
        <>
          <TellBar
            propertyId={propertyId}
            meant={picked.length > 0 ? picked : shown}
            chosen={picked.length}
            accounts={accounts}
            unchoose={() => setChosen(new Set())}
          />
          <AccountTable accounts={shown} chosen={chosen} choose={choose} />
        </>
      )}
    </>
  );
}

function Everybody() {
  const { t } = useAccountWords();
  return (
    <EmptyState icon={<CircleCheck size={28} strokeWidth={1.75} />} title={t("accounts.empty.title")}>
      {t("accounts.empty.text")}
    </EmptyState>
  );
}

function Nobody() {
  const { t } = useAccountWords();
  return (
    <EmptyState icon={<HousePlus size={28} strokeWidth={1.75} />} title={t("accounts.nobody.title")}>
      {t("accounts.nobody.text")}
    </EmptyState>
  );
}
