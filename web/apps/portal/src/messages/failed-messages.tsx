import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { MailWarning, MailX, Send } from "lucide-react";
import { type FailedMessage, failedQuery } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";

const LOOK_EVERY_MS = 30_000;
const KINDS = ["account", "invitation", "pass", "new-link"] as const;
const FAULTS = ["unreachable", "deferred", "refused", "sign-in", "unset", "too-late", "unreadable"] as const;

/** What did not reach the people it was written to: to whom, why in words, and what happens next. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function FailedMessages() {
  const { t } = useWords();
  const { data = [] } = useQuery({ ...failedQuery, refetchInterval: LOOK_EVERY_MS });
  if (data.length === 0) return null;
  return (
    <Section title={t("failed.title", { count: data.length })} text={t("failed.text")}>
      <ul className="-my-3 flex flex-col divide-y divide-line" data-testid="portal-failed">
        {data.map((message) => (
          <FailedLine key={message.message_id} message={message} />
        ))}
      </ul>
    </Section>
  );
}

function FailedLine({ message }: { message: FailedMessage }) {
  const { t, i18n } = useWords();
  const sending = useSending();
  const kind = KINDS.find((known) => known === message.template) ?? "other";
  const fault = FAULTS.find((known) => known === message.fault) ?? "unreachable";
  const isDead = message.state === "dead";
  const clock = (atMs: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(atMs);
  const again = async () => {
    const answer = await sending.send("POST", `/api/portal/messages/${message.message_id}/send-again`);
    if (answer.ok) announce(t("failed.sentAgain", { address: message.address }));
  };
  const Icon = isDead ? MailX : MailWarning;
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Icon
          size={22}
          strokeWidth={1.75}
          aria-hidden
          className={isDead ? "mt-0.5 shrink-0 text-crimson" : "mt-0.5 shrink-0 text-amber"}
        />
        <div className="min-w-52 flex-1">
          <p className="select-text break-words font-semibold text-16">{message.address}</p>
          <p className="text-14 text-quiet">
            {t(`failed.kind.${kind}`)} · {clock(message.created_ms)}
          </p>
          <p className="mt-1 text-16">{t(`failed.fault.${fault}`)}</p>
          <p className="text-14 text-quiet">
            {isDead || message.next_ms === null
              ? t("failed.dead")
              : t("failed.next", { time: clock(message.next_ms) })}
          </p>
        </div>
        <Button
          tone="quiet"
          size="small"
          isBusy={sending.isBusy}
          icon={<Send size={18} strokeWidth={1.75} aria-hidden />}
          aria-label={t("failed.againTo", { address: message.address })}
          data-testid="portal-failed-again"
          onClick={() => void again()}
        >
          {t("failed.again")}
        </Button>
      </div>
      <Problem refusal={sending.refusal} />
    </li>
  );
}
