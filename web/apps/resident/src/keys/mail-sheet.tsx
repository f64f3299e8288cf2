import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button, TextField } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Choice } from "../me/choice";
import type { KeyDetail } from "./key-types";
import { mailKey } from "./keys-api";
import { useKeyWords } from "./use-key-words";

/** Asks for the visitor's address and mails the key. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function MailSheet({
  detail,
  close,
}: {
  detail: KeyDetail;
  close(address: string | null): void;
}) {
  const { t, i18n } = useKeyWords();
  const queries = useQueryClient();
  const [email, setEmail] = useState(detail.email ?? "");
  const [language, setLanguage] = useState(i18n.language === "en" ? "en" : "ja");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await mailKey(detail.key_id, email.trim(), language);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    queries.setQueryData(["key", detail.key_id], answer.body);
    close(email.trim());
  };
  const isUnfit = refusal?.reason === "email-unfit";
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close(null)}
      title={t("key.mailTitle")}
      description={t("key.mailText")}
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={t("key.mailAddress")}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          data-testid="mail-address"
          error={isUnfit && refusal !== null ? tellProblem(t, refusal.reason) : null}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Choice
          legend={t("keyForm.language")}
          name="mail-language"
          value={language}
          options={[
            { value: "ja", label: t("common:language.ja") },
            { value: "en", label: t("common:language.en") },
          ]}
          choose={setLanguage}
        />
        {refusal !== null && !isUnfit ? (
          <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>
        ) : null}
        <Button
          type="submit"
          size="large"
          isWide
          isBusy={isBusy}
          disabled={email.trim() === ""}
          data-testid="mail-send"
        >
          {t("key.mailSend")}
        </Button>
        <Button tone="quiet" isWide onClick={() => close(null)}>
          {t("common:action.cancel")}
        </Button>
      </form>
    </Sheet>
  );
}
