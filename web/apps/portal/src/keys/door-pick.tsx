import type { StaffKeys } from "../app/data";
import { usePortalKeyWords } from "./use-portal-key-words";

export interface DoorPickProps {
  doors: StaffKeys["doors"];
  /** null: every door of the property, also later ones. */
  chosen: readonly string[] | null;
  choose(doorIds: readonly string[] | null): void;
  error: string | null;
}

/** All doors, or some of them. */
export function DoorPick({ doors, chosen, choose, error }: DoorPickProps) {
  const { t } = usePortalKeyWords();
  const toggle = (doorId: string) => {
    const before = chosen ?? [];
    choose(before.includes(doorId) ? before.filter((other) => other !== doorId) : [...before, doorId]);
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 font-medium text-14">{t("staff.doors")}</legend>
      {[true, false].map((isAll) => (
        <label key={String(isAll)} className="flex min-h-12 cursor-pointer items-center gap-3 text-16">
          <input
            type="radio"
            name="doors"
            className="size-5 accent-indigo"
            data-testid={isAll ? "portal-staff-all-doors" : "portal-staff-some-doors"}
            checked={(chosen === null) === isAll}
            onChange={() => choose(isAll ? null : [])}
          />
          {isAll ? t("staff.allDoors") : t("staff.someDoors")}
        </label>
      ))}
      {chosen === null ? null : (
        <div className="divide-y divide-line rounded-control border border-quiet/60 px-4">
          {doors.map((door) => (
            <label key={door.door_id} className="flex min-h-12 cursor-pointer items-center gap-3 text-16">
              <input
                type="checkbox"
                className="size-5 accent-indigo"
                checked={chosen.includes(door.door_id)}
                aria-invalid={error !== null || undefined}
                onChange={() => toggle(door.door_id)}
              />
              <span>
                {door.name} <span className="text-quiet">{door.building_name}</span>
              </span>
            </label>
          ))}
        </div>
      )}
      <p className={error === null ? "text-14 text-quiet" : "text-14 text-crimson"}>
        {error ?? t("staff.policyNote")}
      </p>
    </fieldset>
  );
}
