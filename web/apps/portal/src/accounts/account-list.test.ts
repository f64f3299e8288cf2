import { expect, test } from "vitest";
import { account } from "./account-fakes";
import { canBeTold, countByFilter, matchesQuery, nameMail, passesFilter, sortAccounts } from "./account-list";

test("each filter shows its part", () => {
  const all = [
    account(),
    account({ state: "sent" }),
    account({ state: "failed" }),
    account({ state: "refused" }),
  ];
  expect(countByFilter(all)).toEqual({ all: 4, held: 1, sent: 1, failed: 1 });
  expect(all.filter((one) => passesFilter(one, "sent"))).toHaveLength(1);
  expect(all.filter(canBeTold)).toHaveLength(3);
});

test("a home, a name and an address are found, however wide they are typed", () => {
  for (const query of ["１０１", "鈴木", "ICHIRO", "東館 101"])
    expect(matchesQuery(account(), query)).toBe(true);
  expect(matchesQuery(account(), "102")).toBe(false);
});

test("2 stands before 10, and the master before the family", () => {
  const sorted = sortAccounts(
    [
      account({ entry_id: "c", home_number: "10" }),
      account({ entry_id: "b", home_number: "2", role: "family" }),
      account({ entry_id: "a", home_number: "2" }),
    ],
    "ja",
  );
  expect(sorted.map((one) => one.entry_id)).toEqual(["a", "b", "c"]);
});

test("a mail is called what it is to those who get it", () => {
  const [held, sent] = [account(), account({ state: "sent" })];
  expect([nameMail([held]), nameMail([sent]), nameMail([held, sent])]).toEqual(["issue", "remind", "mail"]);
});
