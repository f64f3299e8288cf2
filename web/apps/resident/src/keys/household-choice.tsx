import { Store } from "@genkan/link";
import { useReadable } from "@genkan/shell";
import type { Me } from "../app/api-types";
import { useServices } from "../app/services";
import { Choice } from "../me/choice";
import { useKeyWords } from "./use-key-words";

type Home = Me["homes"][number];

/** Which of several households the pages about keys and PINs are about. */
const chosen = new Store<string | null>(null);

export function useHomes(): readonly Home[] {
  const view = useReadable(useServices().session.view);
  if (view.state !== "signed_in") return [];
  return view.me.homes.filter((home) => home.household_id !== null);
}

export function useHousehold(): (Home & { household_id: string }) | null {
  const homes = useHomes();
  const id = useReadable(chosen);
  const home = homes.find((each) => each.household_id === id) ?? homes[0];
  return home === undefined || home.household_id === null
    ? null
    : { ...home, household_id: home.household_id };
}

/** Not there for the many who have one home. */
export function HouseholdChoice() {
  const { t } = useKeyWords();
  const homes = useHomes();
  const household = useHousehold();
  if (homes.length < 2 || household === null) return null;
  return (
    <Choice
      legend={t("keys.household")}
      name="household"
      value={household.household_id}
      options={homes.map((home) => ({
        value: home.household_id ?? "",
        label: t("resident:home.room", { building: home.building_name, number: home.number }),
      }))}
      choose={(id) => chosen.set(id)}
    />
  );
}
