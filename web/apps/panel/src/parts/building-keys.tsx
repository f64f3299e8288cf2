import { Building2 } from "lucide-react";
import type { Building } from "../model/buildings";
import type { Commands } from "../model/view";
import { Pressable } from "./pressable";

const FEW = 4; // one below the other
const MANY = 10; // more take a third column

/** A key for each building, as large as their number allows. */
export function BuildingKeys({
  buildings,
  choose,
}: {
  buildings: readonly Building[];
  choose: Commands["chooseBuilding"];
}) {
  const columns = buildings.length <= FEW ? 1 : buildings.length <= MANY ? 2 : 3;
  return (
    <ul className="building-keys" data-columns={columns}>
      {buildings.map(({ id, name }, place) => (
        <li key={id}>
          <Pressable
            className="building-key"
            data-testid={`panel-choose-${place + 1}`}
            onPress={choose === null ? null : () => choose(id)}
          >
            <Building2 aria-hidden="true" strokeWidth={1.75} />
            <span>{name}</span>
          </Pressable>
        </li>
      ))}
    </ul>
  );
}
