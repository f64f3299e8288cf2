import { useReadable } from "@genkan/shell";
import { separatorOf } from "@genkan/shell/schedule";
import { useServices } from "../app/services";
import type { Door } from "./policy-section";
import { usePortalKeyWords } from "./use-portal-key-words";

/** Name the buildings whose homes pass the door where it has no policy: those its station serves. */
export function useStandardWho(door: Door): string {
  const { i18n } = usePortalKeyWords();
  const { stations } = useReadable(useServices().board.view);
  const station = stations?.find(({ doors }) => doors.some(({ door_id }) => door_id === door.door_id));
  const serves = station?.serves ?? [];
  if (serves.length < 2) return door.building_name;
  return serves.map(({ name }) => name).join(separatorOf(i18n.language));
}
