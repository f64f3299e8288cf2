import type { Me } from "../app/api-types";

export type Home = Me["homes"][number];

/** The homes that a telephone can call, one for each number it calls from. */
export function callersOf(me: Me): Home[] {
  const homes = me.homes.filter((home) => home.backup_caller !== "");
  return [...new Map(homes.map((home) => [home.backup_caller, home])).values()];
}
