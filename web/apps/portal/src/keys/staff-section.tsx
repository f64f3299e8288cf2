import { announce } from "@genkan/shell";
import { separatorOf, useValidity, ZoneNote } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { Ban, Hash, Pencil, Plus, QrCode } from "lucide-react";
import { useState } from "react";
import type { Place, StaffKeys } from "../app/data";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { StaffDialog } from "./staff-dialog";
import { usePortalKeyWords } from "./use-portal-key-words";
import { parseSchedule } from "./when";

type StaffKey = StaffKeys["keys"][number];

/** PINs and QR codes of cleaners, caretakers, deliveries: who has one, when and where it works. */
export function StaffSection({ place, keys }: { place: Place; keys: StaffKeys }) {
  const { t } = usePortalKeyWords();
  const [isAdding, setAdding] = useState(false);
  const hasDoors = keys.doors.length > 0;
  return (
    <Section
      title={t("staff.title")}
      text={t("staff.text")}
      action={
        hasDoors ? (
          <Button
            size="small"
            icon={<Plus size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-staff-add"
            onClick={() => setAdding(true)}
          >
            {t("staff.add")}
          </Button>
        ) : null
      }
    >
      {keys.keys.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">
          {hasDoors ? t("staff.empty") : t("staff.noDoors")}
        </p>
      ) : (
        <>
          <ul className="flex flex-col divide-y divide-line">
            {keys.keys.map((item) => (
              <StaffLine key={item.key_id} place={place} item={item} keys={keys} />
            ))}
          </ul>
          <ZoneNote zone={keys.time_zone} />
        </>
      )}
      {isAdding ? (
        <StaffDialog propertyId={place.property_id} keys={keys} close={() => setAdding(false)} />
      ) : null}
    </Section>
  );
}

function StaffLine({ place, item, keys }: { place: Place; item: StaffKey; keys: StaffKeys }) {
  const { t, i18n } = usePortalKeyWords();
  const sending = useSending();
  const sayValidity = useValidity(keys.time_zone);
  const [isAsking, setAsking] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const schedule = parseSchedule(item.schedule);
  const Icon = item.kind === "pin" ? Hash : QrCode;
  const doors =
    item.door_ids === null
      ? t("staff.allDoors")
      : keys.doors
          .filter((door) => item.door_ids?.includes(door.door_id))
          .map((door) => door.name)
          .join(separatorOf(i18n.language));
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium" }).format(item.created_ms);
  const revoke = async () => {
    const answer = await sending.send("DELETE", `/api/portal/staff-keys/${encodeURIComponent(item.key_id)}`);
    if (answer.ok) announce(t("staff.revoked", { name: item.name }));
  };
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-staff-key">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        <div className="min-w-48 flex-1">
          <p className="break-words font-semibold text-16">{item.name}</p>
          <p className="text-14">
            {schedule === null ? t("staff.when.always") : sayValidity(schedule)} · {doors}
          </p>
          <p className="text-14 text-quiet">
            {t(`staff.kind.${item.kind}`)} · {t("staff.since", { day })}
          </p>
        </div>
        {isAsking ? null : (
          <>
            <Button
              tone="plain"
              size="small"
              icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
              aria-label={t("staff.editOf", { name: item.name })}
              data-testid="portal-staff-edit"
              onClick={() => setEditing(true)}
            >
              {t("staff.edit")}
            </Button>
            <Button
              tone="quiet"
              size="small"
              icon={<Ban size={18} strokeWidth={1.75} aria-hidden />}
              aria-label={t("staff.revokeOf", { name: item.name })}
              data-testid="portal-staff-revoke"
              onClick={() => setAsking(true)}
            >
              {t("staff.revoke")}
            </Button>
          </>
        )}
      </div>
      <Problem refusal={sending.refusal} />
      {isEditing ? (
        <StaffDialog
          propertyId={place.property_id}
          keys={keys}
          edited={item}
          close={() => setEditing(false)}
        />
      ) : null}
      {isAsking ? (
        <Confirm
          title={t("staff.revokeTitle", { name: item.name })}
          text={t("staff.revokeText")}
          action={t("staff.revoke")}
          isBusy={sending.isBusy}
          confirm={() => void revoke()}
          cancel={() => setAsking(false)}
          testId="portal-staff-revoke"
        />
      ) : null}
    </li>
  );
}
