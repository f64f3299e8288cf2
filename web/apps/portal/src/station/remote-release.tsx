import type { DoorView, HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useAlarmWords } from "../alarms/use-alarm-words";
import { remoteReleasesQuery } from "../app/data";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { formatInstant } from "../stations/moments";

const REASON_LIMIT = 200;
type Outcome = "opened" | "failed" | "unknown" | "denied";
const OUTCOMES: readonly string[] = ["opened", "failed", "unknown", "denied"] satisfies Outcome[];

/** 「遠隔解錠」: a manager opens one door once and says why; who did so before, and why. */
export function RemoteRelease({ door, mayRelease }: { door: DoorView; mayRelease: boolean }) {
  const { t } = useAlarmWords();
  const [isAsking, setAsking] = useState(false);
  const [hasOpened, setOpened] = useState(false);
  return (
    <div className="flex flex-col gap-2 pb-2 pl-6" data-testid={`portal-remote-${door.door_id}`}>
      {mayRelease && !isAsking ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            size="small"
            tone="quiet"
            disabled={!door.online}
            icon={<DoorOpen size={18} strokeWidth={1.75} aria-hidden />}
            aria-label={t("remote.openOf", { door: door.name })}
            data-testid="portal-remote-open"
            onClick={() => setAsking(true)}
          >
            {t("remote.open")}
          </Button>
          {hasOpened ? (
            <span className="text-14 text-pine" data-testid="portal-remote-opened">
              {t("common:door.released")}
            </span>
          ) : null}
        </div>
      ) : null}
      {isAsking ? (
        <ReasonForm
          door={door}
          close={(opened) => {
            setAsking(false);
            setOpened(opened);
          }}
        />
      ) : null}
      <Past doorId={door.door_id} />
    </div>
  );
}

function ReasonForm({ door, close }: { door: DoorView; close(opened: boolean): void }) {
  const { t } = useAlarmWords();
  const { now } = useServices();
  const sending = useSending();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const key = useRef(crypto.randomUUID());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isBusy) return;
    if (reason.trim() === "") return setMissing(true);
    const body: HttpBody<"RemoteReleaseIn"> = {
      key: key.current,
      tapped_ms: Math.round(now()),
      reason,
    };
    const answer = await sending.send(
      "POST",
      `/api/portal/doors/${encodeURIComponent(door.door_id)}/release`,
      body,
    );
    key.current = crypto.randomUUID(); // another press is another tap
    if (!answer.ok) return;
    announce(t("common:door.released"));
    close(true);
  };
  return (
    <form
      className="flex flex-col gap-3 rounded-card bg-amber-wash p-4"
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <p className="font-semibold text-16">{t("remote.title", { door: door.name })}</p>
      <p className="text-14">{t("remote.text")}</p>
      <TextField
        label={t("remote.reason")}
        hint={t("remote.reasonHint")}
        error={isMissing && reason.trim() === "" ? t("remote.reasonMissing") : null}
        value={reason}
        maxLength={REASON_LIMIT}
        autoFocus
        data-testid="portal-remote-reason"
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={sending.isBusy} data-testid="portal-remote-confirm">
          {t("remote.confirm")}
        </Button>
        <Button tone="plain" onClick={() => close(false)}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Past({ doorId }: { doorId: string }) {
  const { t, i18n } = useAlarmWords();
  const { now } = useServices();
  const past = useQuery(remoteReleasesQuery(doorId)).data ?? [];
  if (past.length === 0) return null;
  return (
    <details className="text-14">
      <summary className="flex min-h-12 cursor-pointer items-center text-quiet">
        {t("remote.past", { count: past.length })}
      </summary>
      <ul className="flex flex-col gap-2 pb-2">
        {past.map((each) => (
          <li key={`${each.at_ms}-${each.reason}`} data-testid="portal-remote-past" className="break-words">
            <span className="tabular text-quiet">
              {formatInstant(each.at_ms, now(), i18n.language)} · {each.person_name ?? t("alarms.somebody")}
              {each.outcome !== null && OUTCOMES.includes(each.outcome)
                ? ` · ${t(`remote.outcome.${each.outcome as Outcome}`)}`
                : ""}
            </span>
            <span className="block">{each.reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
