import type { Account } from "../app/data";

/** Somebody who waits; say what is different. */
export function account(change: Partial<Account> = {}): Account {
  return {
    entry_id: "e1",
    household_id: "h1",
    home_id: "home-101",
    home_number: "101",
    building_id: "east",
    building_name: "東館",
    role: "master",
    display_name: "鈴木 一郎",
    address: "ichiro@example.jp",
    state: "held",
    sent_ms: null,
    printed_ms: null,
    ...change,
  };
}
