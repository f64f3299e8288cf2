import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { type FormEvent, useRef, useState } from "react";
import type { Webhook } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { SecretShown } from "./secret-shown";
import { TopicChoice } from "./topic-choice";
import { useIntegrationWords } from "./use-integration-words";
import { WebhookActions } from "./webhook-actions";

type Topic = HttpBody<"WebhookIn">["topics"][number];

export interface WebhookDialogProps {
  propertyId: string;
  /** null: a new one. */
  edited: Webhook | null;
  close(): void;
}

/** Where to tell what; of a new one then the secret, this once. */
export function WebhookDialog({ propertyId, edited, close }: WebhookDialogProps) {
  const { t } = useIntegrationWords();
  const sending = useSending();
  const [url, setUrl] = useState(edited?.url ?? "");
  const [topics, setTopics] = useState<readonly Topic[]>(edited?.topics ?? []);
  const [isOn, setOn] = useState(edited === null || edited.off_ms === null);
  const [wasTried, setTried] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    if (url.trim() === "" || topics.length === 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const body: HttpBody<"WebhookIn"> = { url: url.trim(), topics: [...topics] };
    if (edited === null) {
      const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/webhooks`;
      const answer = await sending.send<HttpBody<"WebhookMadeOut">>("POST", path, body);
      if (answer.ok) setSecret(answer.body.secret);
      return;
    }
    const path = `/api/portal/webhooks/${encodeURIComponent(edited.webhook_id)}`;
    const answer = await sending.send("PUT", path, { ...body, is_on: isOn });
    if (!answer.ok) return;
    announce(t("webhooks.saved"));
    close();
  };

  if (secret !== null) return <SecretShown secret={secret} close={close} />;
  return (
    <Dialog
      place="side"
      title={t(edited === null ? "webhooks.add" : "webhooks.edit")}
      close={close}
      testId="portal-webhook-dialog"
    >
      <form ref={form} className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("webhooks.url")}
          hint={t("webhooks.urlHint")}
          error={wasTried && url.trim() === "" ? t("webhooks.urlMissing") : null}
          value={url}
          type="url"
          inputMode="url"
          maxLength={500}
          autoComplete="off"
          data-testid="portal-webhook-url"
          onChange={(event) => setUrl(event.target.value)}
        />
        <TopicChoice
          chosen={topics}
          choose={setTopics}
          error={wasTried && topics.length === 0 ? t("webhooks.topicsMissing") : null}
        />
        {edited === null ? null : (
          <label className="flex min-h-12 cursor-pointer items-center gap-3 text-16">
            <input
              type="checkbox"
              className="size-5 accent-indigo"
              data-testid="portal-webhook-on"
              checked={isOn}
              onChange={(event) => setOn(event.target.checked)}
            />
            {t("webhooks.isOn")}
          </label>
        )}
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-webhook-submit">
          {t(edited === null ? "webhooks.submit" : "webhooks.save")}
        </Button>
      </form>
      {edited === null ? null : <WebhookActions webhook={edited} showSecret={setSecret} close={close} />}
    </Dialog>
  );
}
