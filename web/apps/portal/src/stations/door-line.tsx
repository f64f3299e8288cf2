import type { DoorView } from "@genkan/contract";
import { DoorClosed } from "lucide-react";
import { useWords } from "../app/use-words";
import type { Condition } from "./condition";
import { tellDoor } from "./station-words";

const INKS: Record<string, string> = {
  held: "font-semibold text-amber",
  forced: "font-semibold text-crimson",
};

/** A door: whether a tap opens it now; and whether it stands open, where a monitor tells. */
export function DoorLine({ door, condition }: { door: DoorView; condition: Condition }) {
  const { t } = useWords();
  const state = door.state ?? null;
  const ink = INKS[state ?? ""] ?? "text-quiet";
  return (
    <li
      data-testid={`portal-door-${door.door_id}`}
      className="flex flex-wrap items-center gap-x-2 text-14 leading-relaxed"
    >
      <DoorClosed size={18} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
      <span className="font-medium">{door.name}</span>
      <span className={`ml-auto ${ink}`}>{tellDoor(condition, state, t)}</span>
    </li>
  );
}
