import type { AlarmView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { clsx } from "clsx";
import { Check, ClockAlert, CloudOff, DoorOpen, ShieldAlert, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { formatInstant } from "../stations/moments";
import { useAlarmWords } from "./use-alarm-words";

const REMARK_LIMIT = 500;
const LOOKS = {
  forced: { Icon: TriangleAlert, ink: "text-crimson" },
  tamper: { Icon: ShieldAlert, ink: "text-crimson" },
  offline: { Icon: CloudOff, ink: "text-crimson" },
  held: { Icon: DoorOpen, ink: "text-amber" },
  clock: { Icon: ClockAlert, ink: "text-amber" },
} as const;
type Kind = keyof typeof LOOKS;

/** What happened where and since when, whether it goes on, and who has seen to it. */
export function AlarmLine({ alarm, nowMs }: { alarm: AlarmView; nowMs: number }) {
  const { t, i18n } = useAlarmWords();
  const [isAsking, setAsking] = useState(false);
  const kind = (alarm.kind in LOOKS ? alarm.kind : "offline") as Kind;
  const { Icon, ink } = LOOKS[kind];
  const goesOn = (alarm.until_ms ?? null) === null;
  const acknowledgedMs = alarm.acknowledged_ms ?? null;
  const say = (atMs: number) => formatInstant(atMs, nowMs, i18n.language);
  const place = [alarm.building_name, alarm.station_name].join(" ");
  return (
    <li
      className="flex flex-col gap-3 py-4"
      data-testid="portal-alarm"
      data-kind={kind}
      data-state={goesOn ? "going" : "over"}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Icon
          size={26}
          strokeWidth={1.75}
          aria-hidden
          className={clsx("mt-0.5 shrink-0", acknowledgedMs === null ? ink : "text-quiet")}
        />
        <div className="min-w-48 flex-1">
          <p className="font-semibold text-16 leading-snug">{t(`alarms.kind.${kind}`)}</p>
          <p className="break-words text-14">
            {alarm.door_name
              ? t("alarms.door", { building: alarm.building_name, door: alarm.door_name })
              : place}
          </p>
          <p className="tabular text-14 text-quiet">
            {goesOn
              ? t("alarms.goesOn", { since: say(alarm.since_ms) })
              : t("alarms.over", { since: say(alarm.since_ms), until: say(alarm.until_ms ?? 0) })}
          </p>
          {acknowledgedMs === null ? null : <Seen alarm={alarm} at={say(acknowledgedMs)} />}
        </div>
        {acknowledgedMs !== null || isAsking ? null : (
          <Button
            size="small"
            tone="quiet"
            icon={<Check size={18} strokeWidth={1.75} aria-hidden />}
            aria-label={t("alarms.acknowledgeOf", { alarm: t(`alarms.kind.${kind}`), place })}
            data-testid="portal-alarm-acknowledge"
            onClick={() => setAsking(true)}
          >
            {t("alarms.acknowledge")}
          </Button>
        )}
      </div>
      {isAsking && acknowledgedMs === null ? (
        <AcknowledgeForm alarmId={alarm.alarm_id} close={() => setAsking(false)} />
      ) : null}
    </li>
  );
}

function Seen({ alarm, at }: { alarm: AlarmView; at: string }) {
  const { t } = useAlarmWords();
  return (
    <p className="break-words text-14 text-quiet" data-testid="portal-alarm-seen">
      {t("alarms.seen", { name: alarm.acknowledged_by ?? t("alarms.somebody"), at })}
      {alarm.remark ? <span className="block text-ink">{alarm.remark}</span> : null}
    </p>
  );
}

function AcknowledgeForm({ alarmId, close }: { alarmId: string; close(): void }) {
  const { t } = useAlarmWords();
  const sending = useSending();
  const [remark, setRemark] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isBusy) return;
    const path = `/api/portal/alarms/${encodeURIComponent(alarmId)}/acknowledge`;
    const answer = await sending.send("POST", path, { remark });
    if (!answer.ok) return;
    announce(t("alarms.acknowledged"));
    close();
  };
  return (
    <form className="flex flex-col gap-3 rounded-card bg-sunken p-4" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t("alarms.remark")}
        hint={t("alarms.remarkHint")}
        value={remark}
        maxLength={REMARK_LIMIT}
        autoFocus
        data-testid="portal-alarm-remark"
        onChange={(event) => setRemark(event.target.value)}
      />
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={sending.isBusy} data-testid="portal-alarm-confirm">
          {t("alarms.acknowledge")}
        </Button>
        <Button tone="plain" onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
