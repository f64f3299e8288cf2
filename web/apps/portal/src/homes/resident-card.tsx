import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { Crown, MailPlus, SmartphoneNfc } from "lucide-react";
import { useState } from "react";
import type { Member } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Confirm } from "../people/confirm";
import { MemberState } from "../people/member-state";
import { Problem } from "../people/problem";

type Asking = "stop" | "handOver" | null;

/** One resident as the staff see them, and what may be done. */
export function ResidentCard({ member, householdId }: { member: Member; householdId: string }) {
  const { t } = useWords();
  const sending = useSending();
  const [asking, setAsking] = useState<Asking>(null);
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const path = `/api/portal/households/${householdId}/members/${member.member_id}`;

  const again = async () => {
    const answer = await sending.send("POST", `${path}/send-again`);
    if (!answer.ok) return;
    const name = member.display_name;
    announce(member.mail === null ? t("people.sent", { name }) : t("people.sentAgain", { name }));
  };
  const stop = async () => {
    setTried(true);
    if (reason.trim() === "") return;
    const answer = await sending.send("POST", `${path}/stop-devices`, { reason });
    if (!answer.ok) return;
    setAsking(null);
    announce(t("stop.done", { name: member.display_name }));
  };
  const handOver = async () => {
    const body = { member_id: member.member_id };
    const answer = await sending.send("PUT", `/api/portal/households/${householdId}/master`, body);
    if (answer.ok) announce(t("handOver.done", { name: member.display_name }));
  };

  return (
    <article
      aria-label={member.display_name}
      data-testid={`portal-resident-${member.role}`}
      className="flex flex-col gap-3 rounded-control border border-line p-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-semibold text-16">{member.display_name}</p>
        <p className="text-14 text-quiet">
          {member.role === "master" ? t("people.role.master") : t("people.role.family")}
        </p>
      </div>
      <Contact member={member} />
      <MemberState member={member} />
      <Problem refusal={sending.refusal} />
      {asking === null ? (
        <Actions member={member} isBusy={sending.isBusy} again={() => void again()} ask={setAsking} />
      ) : null}
      {asking === "stop" ? (
        <Confirm
          title={t("stop.title", { name: member.display_name })}
          text={t("stop.text")}
          action={t("stop.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void stop()}
          cancel={() => setAsking(null)}
          testId="portal-stop"
        >
          <TextField
            label={t("stop.reason")}
            hint={t("stop.reasonHint")}
            error={wasTried && reason.trim() === "" ? t("stop.reasonMissing") : null}
            value={reason}
            maxLength={120}
            data-testid="portal-stop-reason"
            onChange={(event) => setReason(event.target.value)}
          />
        </Confirm>
      ) : null}
      {asking === "handOver" ? (
        <Confirm
          title={t("handOver.title", { name: member.display_name })}
          text={t("handOver.text")}
          action={t("handOver.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void handOver()}
          cancel={() => setAsking(null)}
          testId="portal-hand-over"
        />
      ) : null}
    </article>
  );
}

function Contact({ member }: { member: Member }) {
  const { t } = useWords();
  const facts = [
    ["username", member.username],
    ["email", member.email],
    ["mobile", member.mobile],
    ["landline", member.landline],
  ] as const;
  const known = facts.filter((fact) => fact[1] !== null);
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-14">
      {known.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-quiet">{t(`people.${name}`)}</dt>
          <dd className="tabular min-w-0 select-text break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ActionsProps {
  member: Member;
  isBusy: boolean;
  again(): void;
  ask(what: Asking): void;
}

function Actions({ member, isBusy, again, ask }: ActionsProps) {
  const { t } = useWords();
  if (member.state === "without_account") return null;
  if (member.state !== "joined") {
    return (
      <Button
        tone="quiet"
        size="small"
        isBusy={isBusy}
        icon={<MailPlus size={18} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-send-again"
        onClick={again}
      >
        {member.mail === null ? t("people.send") : t("people.sendAgain")}
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {member.role === "family" ? (
        <Button
          tone="quiet"
          size="small"
          icon={<Crown size={18} strokeWidth={1.75} aria-hidden />}
          onClick={() => ask("handOver")}
        >
          {t("handOver.begin")}
        </Button>
      ) : null}
      <Button
        tone="quiet"
        size="small"
        icon={<SmartphoneNfc size={18} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-stop"
        onClick={() => ask("stop")}
      >
        {t("stop.begin")}
      </Button>
    </div>
  );
}
