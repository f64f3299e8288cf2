import type { DoorView } from "@genkan/contract";
import { DoorClosed } from "lucide-react";
import { useWords } from "../app/use-words";
import type { Condition } from "./condition";
import { tellDoor } from "./station-words";

/** A door, and whether a tap opens it now. The state of its station is all there is to know. */
export function DoorLine({ door, condition }: { door: DoorView; condition: Condition }) {
  const { t } = useWords();
  return (
    <li
      data-testid={`portal-door-${door.door_id}`}
      className="flex flex-wrap items-center gap-x-2 text-14 leading-relaxed"
    >
      <DoorClosed size={18} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
      <span className="font-medium">{door.name}</span>
      <span className="ml-auto text-quiet">{tellDoor(condition, t)}</span>
    </li>
  );
}
