import { useValidity } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { DoorClosed } from "lucide-react";
import { useState } from "react";
import { type Place, type Policy, policyQuery, Refused, type StaffKeys } from "../app/data";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { PolicyDialog } from "./policy-dialog";
import { usePortalKeyWords } from "./use-portal-key-words";
import { useStandardWho } from "./use-standard-who";
import { useWho } from "./use-who";
import { parseSchedule } from "./when";

export type Door = StaffKeys["doors"][number];

/** Who may pass each door of the property, and when. */
export function PolicySection({ place, doors }: { place: Place; doors: StaffKeys["doors"] }) {
  const { t } = usePortalKeyWords();
  return (
    <Section title={t("policy.title")} text={t("policy.text")}>
      {doors.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("policy.empty")}</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {doors.map((door) => (
          <DoorLine key={door.door_id} door={door} place={place} />
        ))}
      </ul>
    </Section>
  );
}

function DoorLine({ door, place }: { door: Door; place: Place }) {
  const { t } = usePortalKeyWords();
  const policy = useQuery(policyQuery(door.door_id));
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3" data-testid="portal-policy-door">
      <DoorClosed size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
      <div className="min-w-48 flex-1">
        <p className="font-semibold text-16">
          {door.name} <span className="font-normal text-quiet">{door.building_name}</span>
        </p>
        {policy.data === undefined ? null : <Rules policy={policy.data} door={door} place={place} />}
        {policy.isError ? (
          <Problem refusal={policy.error instanceof Refused ? policy.error.refusal : null} />
        ) : null}
      </div>
      {policy.data === undefined ? null : (
        <Button
          tone="quiet"
          size="small"
          aria-label={t("policy.editOf", { door: `${door.building_name} ${door.name}` })}
          data-testid={`portal-policy-${door.door_id}`}
          onClick={() => setOpen(true)}
        >
          {t("policy.edit")}
        </Button>
      )}
      {isOpen && policy.data !== undefined ? (
        <PolicyDialog door={door} place={place} policy={policy.data} close={() => setOpen(false)} />
      ) : null}
    </li>
  );
}

function Rules({ policy, door, place }: { policy: Policy; door: Door; place: Place }) {
  const { t } = usePortalKeyWords();
  const { say } = useWho(place);
  const sayValidity = useValidity(door.time_zone);
  const building = useStandardWho(door);
  if (policy.grants === null)
    return <p className="text-14 text-quiet">{t("policy.standard", { building })}</p>;
  if (policy.grants.length === 0)
    return <p className="font-semibold text-14 text-crimson">{t("policy.nobody")}</p>;
  return (
    <ul className="text-14">
      {policy.grants.map((grant) => {
        const schedule = parseSchedule(grant.schedule);
        const who = grant.who === "staff" ? "staff" : `${grant.who}:${grant.id}`;
        return (
          <li key={JSON.stringify(grant)}>
            {say(who)}
            <span className="text-quiet">
              {" · "}
              {schedule === null ? t("staff.when.always") : sayValidity(schedule)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
