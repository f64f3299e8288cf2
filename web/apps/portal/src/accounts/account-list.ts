import type { Account } from "../app/data";

/** What part of those who have not signed in a table shows. */
export const ACCOUNT_FILTERS = ["all", "held", "sent", "failed"] as const;
export type AccountFilter = (typeof ACCOUNT_FILTERS)[number];

export function passesFilter(account: Account, filter: AccountFilter): boolean {
  return filter === "all" || account.state === filter;
}

export function countByFilter(accounts: readonly Account[]): Record<AccountFilter, number> {
  const count = (filter: AccountFilter) => accounts.filter((one) => passesFilter(one, filter)).length;
  return { all: accounts.length, held: count("held"), sent: count("sent"), failed: count("failed") };
}

/** Whether every word of the query stands somewhere in what is known of the person. */
export function matchesQuery(account: Account, query: string): boolean {
  const { home_number, building_name, display_name, address } = account;
  const text = fold([home_number, building_name, display_name, address].join(" "));
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

/** In the reader's order of buildings and homes, a household's master first. */
export function sortAccounts(accounts: readonly Account[], language: string): Account[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const rank = (account: Account) => (account.role === "master" ? 0 : 1);
  return [...accounts].sort(
    (a, b) =>
      collator.compare(a.building_name, b.building_name) ||
      collator.compare(a.home_number, b.home_number) ||
      rank(a) - rank(b),
  );
}

/** Whoever a mail or a sheet is for: not somebody who has declined. */
export function canBeTold(account: Account): boolean {
  return account.state !== "refused";
}

/** What a mail to all of them is called: the first one, a reminder, or some of each. */
export function nameMail(accounts: readonly Account[]): "issue" | "remind" | "mail" {
  if (accounts.every((account) => account.state === "held")) return "issue";
  return accounts.some((account) => account.state === "held") ? "mail" : "remind";
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
