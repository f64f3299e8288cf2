import type { DoorView } from "@genkan/contract";
import { useWiringWords } from "./use-wiring-words";

/** Which relay releases the door and for how long, how it fails, and whether a monitor tells how it stands. */
export function DoorWiring({ door, isOnline }: { door: DoorView; isOnline: boolean }) {
  const { t } = useWiringWords();
  const state = door.state ?? null;
  const monitor = state === null ? "door.noMonitor" : state === "closed" ? "door.state.closed" : null;
  const words = [
    door.relay ? t("door.relay", { number: door.relay }) : null,
    door.release_ms ? t("door.seconds", { seconds: door.release_ms / 1_000 }) : null,
    door.fail_mode ? t(door.fail_mode === "safe" ? "door.safe" : "door.secure") : null,
    isOnline && monitor !== null ? t(monitor) : null,
  ].filter((each) => each !== null);
  return words.length === 0 ? null : <li className="pl-6 text-14 text-quiet">{words.join(" · ")}</li>;
}
