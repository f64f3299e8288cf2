import { separatorOf } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { Refused, type Webhook, webhooksQuery } from "../app/data";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { DeliveriesDialog } from "./deliveries-dialog";
import { useIntegrationWords } from "./use-integration-words";
import { WebhookDialog } from "./webhook-dialog";

/** Where other programs are told what happens in the property, and whether they take it. */
export function WebhooksSection({ propertyId }: { propertyId: string }) {
  const { t } = useIntegrationWords();
  const webhooks = useQuery(webhooksQuery(propertyId));
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t("webhooks.title")}
      text={t("webhooks.text")}
      action={
        <Button
          size="small"
          icon={<Plus size={18} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-webhook-add"
          onClick={() => setAdding(true)}
        >
          {t("webhooks.add")}
        </Button>
      }
    >
      {webhooks.isError ? (
        <Problem refusal={webhooks.error instanceof Refused ? webhooks.error.refusal : null} />
      ) : null}
      {webhooks.data?.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("webhooks.empty")}</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {webhooks.data?.map((webhook) => (
          <WebhookLine key={webhook.webhook_id} webhook={webhook} propertyId={propertyId} />
        ))}
      </ul>
      {isAdding ? (
        <WebhookDialog propertyId={propertyId} edited={null} close={() => setAdding(false)} />
      ) : null}
    </Section>
  );
}

function WebhookLine({ webhook, propertyId }: { webhook: Webhook; propertyId: string }) {
  const { t, i18n } = useIntegrationWords();
  const [shown, setShown] = useState<"edit" | "deliveries" | null>(null);
  const close = () => setShown(null);
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-webhook" data-on={webhook.off_ms === null}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <WebhookIcon size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        <div className="min-w-48 flex-1">
          <p className="break-all font-semibold text-16">{webhook.url}</p>
          <p className="text-14">
            {webhook.topics.map((topic) => t(`topic.${topic}`)).join(separatorOf(i18n.language))}
          </p>
          <WebhookState webhook={webhook} />
        </div>
        <Button
          tone="plain"
          size="small"
          aria-label={t("webhooks.logOf", { url: webhook.url })}
          data-testid="portal-webhook-log"
          onClick={() => setShown("deliveries")}
        >
          {t("webhooks.log")}
        </Button>
        <Button
          tone="quiet"
          size="small"
          aria-label={t("webhooks.editOf", { url: webhook.url })}
          data-testid="portal-webhook-edit"
          onClick={() => setShown("edit")}
        >
          {t("webhooks.edit")}
        </Button>
      </div>
      {shown === "edit" ? <WebhookDialog propertyId={propertyId} edited={webhook} close={close} /> : null}
      {shown === "deliveries" ? <DeliveriesDialog webhook={webhook} close={close} /> : null}
    </li>
  );
}

function WebhookState({ webhook }: { webhook: Webhook }) {
  const { t, i18n } = useIntegrationWords();
  const say = (atMs: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(atMs);
  if (webhook.off_ms !== null) {
    const reason = webhook.off_reason ?? "staff";
    return (
      <p className="text-14 text-crimson">{t(`webhooks.off.${reason}`, { time: say(webhook.off_ms) })}</p>
    );
  }
  if (webhook.failing_since_ms !== null)
    return (
      <p className="text-14 text-crimson">{t("webhooks.failing", { time: say(webhook.failing_since_ms) })}</p>
    );
  return <p className="text-14 text-quiet">{t("webhooks.on")}</p>;
}
