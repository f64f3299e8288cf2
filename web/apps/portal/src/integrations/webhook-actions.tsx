import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Webhook } from "../app/data";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { useIntegrationWords } from "./use-integration-words";

export interface WebhookActionsProps {
  webhook: Webhook;
  showSecret(secret: string): void;
  close(): void;
}

/** A new secret, or the end of it: both asked about. */
export function WebhookActions({ webhook, showSecret, close }: WebhookActionsProps) {
  const { t } = useIntegrationWords();
  const sending = useSending();
  const [asking, setAsking] = useState<"secret" | "delete" | null>(null);
  const path = `/api/portal/webhooks/${encodeURIComponent(webhook.webhook_id)}`;
  const rotate = async () => {
    const answer = await sending.send<HttpBody<"WebhookMadeOut">>("POST", `${path}/secret`);
    if (answer.ok) showSecret(answer.body.secret);
  };
  const remove = async () => {
    const answer = await sending.send("DELETE", path);
    if (!answer.ok) return;
    announce(t("webhooks.deleted"));
    close();
  };
  return (
    <div className="mt-6 flex flex-col gap-3 border-line border-t pt-5">
      <Problem refusal={sending.refusal} />
      {asking === null ? (
        <div className="flex flex-wrap gap-3">
          <Button
            tone="quiet"
            size="small"
            icon={<RefreshCw size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-webhook-rotate"
            onClick={() => setAsking("secret")}
          >
            {t("webhooks.rotate")}
          </Button>
          <Button
            tone="quiet"
            size="small"
            icon={<Trash2 size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-webhook-delete"
            onClick={() => setAsking("delete")}
          >
            {t("webhooks.delete")}
          </Button>
        </div>
      ) : (
        <Confirm
          title={t(`webhooks.${asking}Ask`)}
          text={t(`webhooks.${asking}AskText`)}
          action={t(asking === "secret" ? "webhooks.rotate" : "webhooks.delete")}
          isBusy={sending.isBusy}
          confirm={() => void (asking === "secret" ? rotate() : remove())}
          cancel={() => setAsking(null)}
          tone={asking === "secret" ? "primary" : "danger"}
          testId={`portal-webhook-${asking}`}
        />
      )}
    </div>
  );
}
