import type { KeyList } from "./key-types";
import { useKeyWords } from "./use-key-words";

interface DoorChoiceProps {
  doors: KeyList["doors"];
  chosen: readonly string[] | null;
  isParcel: boolean;
  error: string | null;
  choose(doorIds: readonly string[] | null): void;
}

/** Which doors the key opens; with one door there is nothing to choose. */
export function DoorChoice({ doors, chosen, isParcel, error, choose }: DoorChoiceProps) {
  const { t } = useKeyWords();
  if (doors.length < 2) return null;
  const all = doors.map((door) => door.door_id);
  const isChosen = (id: string) => chosen?.includes(id) ?? !isParcel;
  const toggle = (id: string) => {
    const before = chosen ?? (isParcel ? [] : all);
    const after = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
    choose(!isParcel && after.length === all.length ? null : after);
  };
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-14">{t("keyForm.doors")}</legend>
      <div className="divide-y divide-line rounded-control border border-quiet/60 bg-surface px-4">
        {doors.map((door) => (
          <label key={door.door_id} className="flex min-h-14 cursor-pointer items-center gap-3 text-16">
            <input
              type="checkbox"
              className="size-5 accent-indigo"
              checked={isChosen(door.door_id)}
              aria-invalid={error !== null || undefined}
              onChange={() => toggle(door.door_id)}
            />
            <span>
              {door.name} <span className="text-quiet">{door.building_name}</span>
            </span>
          </label>
        ))}
      </div>
      <p className={error === null ? "mt-1.5 text-14 text-quiet" : "mt-1.5 text-14 text-crimson"}>
        {error ?? (isParcel && chosen === null ? t("keyForm.doorsParcel") : t("keyForm.doorsHint"))}
      </p>
    </fieldset>
  );
}
