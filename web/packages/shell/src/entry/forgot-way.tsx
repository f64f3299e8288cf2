import type { Refusal } from "@genkan/link";
import { Banner, Button, TextField } from "@genkan/ui";
import { MailCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { EntryApi } from "./api";
import { CodeWay } from "./code-way";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

/** A new password by mail or by text. Whether the address or number is known is not said. */
export function ForgotWay<M>({ api, onGrant }: { api: EntryApi<M>; onGrant(token: string): void }) {
  const { t } = useEntryWords();
  const [by, setBy] = useState<"mail" | "text">("mail");
  return (
    <div className="flex flex-col gap-5">
      <p className="text-16 text-quiet">{t(by === "mail" ? "forgot.byMailText" : "forgot.byTextText")}</p>
      {by === "mail" ? (
        <MailForm api={api} />
      ) : (
        <CodeWay
          request={api.requestCode}
          submitWords={t("forgot.next")}
          check={async (number, code) => {
            const answer = await api.checkResetCode(number, code);
            if (answer.ok) onGrant(answer.body.token);
            return answer;
          }}
        />
      )}
      <Button tone="plain" data-testid="forgot-other" onClick={() => setBy(by === "mail" ? "text" : "mail")}>
        {t(by === "mail" ? "forgot.byText" : "forgot.byMail")}
      </Button>
    </div>
  );
}

function MailForm<M>({ api }: { api: EntryApi<M> }) {
  const { t } = useEntryWords();
  const [email, setEmail] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [wasSent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(email.trim() === "");
    if (isBusy || email.trim() === "") return;
    setBusy(true);
    setRefusal(null);
    setSent(false);
    const answer = await api.requestReset(email);
    setBusy(false);
    if (answer.ok) setSent(true);
    else setRefusal(answer.refusal);
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t("forgot.email")}
        error={isMissing ? t("forgot.emailMissing") : null}
        type="email"
        autoComplete="email"
        data-testid="forgot-email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {wasSent ? (
        <Banner tone="success" icon={<MailCheck size={20} />} data-testid="forgot-sent">
          <span className="font-semibold">{t("forgot.sent")}</span>
          <span className="block">{t("forgot.sentText")}</span>
        </Banner>
      ) : null}
      <Problem refusal={refusal} />
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="forgot-submit">
        {t("forgot.send")}
      </Button>
    </form>
  );
}
