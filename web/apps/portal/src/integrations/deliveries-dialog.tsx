import { announce } from "@genkan/shell";
import { Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type Delivery, deliveriesQuery, Refused, type Webhook } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { useIntegrationWords } from "./use-integration-words";

const FAULTS = ["address", "timeout", "unreachable", "status"] as const;

/** What was told lately, and what came of it. */
export function DeliveriesDialog({ webhook, close }: { webhook: Webhook; close(): void }) {
  const { t } = useIntegrationWords();
  const deliveries = useQuery(deliveriesQuery(webhook.webhook_id));
  const sending = useSending();
  const test = async () => {
    const path = `/api/portal/webhooks/${encodeURIComponent(webhook.webhook_id)}/test`;
    const answer = await sending.send("POST", path);
    if (answer.ok) announce(t("deliveries.tested"));
  };
  return (
    <Dialog
      place="side"
      title={t("deliveries.title")}
      description={webhook.url}
      close={close}
      testId="portal-deliveries"
    >
      <div className="flex flex-col gap-4">
        <Button
          tone="quiet"
          icon={<Send size={18} strokeWidth={1.75} aria-hidden />}
          isBusy={sending.isBusy}
          data-testid="portal-webhook-test"
          onClick={() => void test()}
        >
          {t("deliveries.test")}
        </Button>
        <Problem refusal={sending.refusal} />
        {deliveries.isPending ? <Skeleton className="h-16" /> : null}
        {deliveries.isError ? (
          <Problem refusal={deliveries.error instanceof Refused ? deliveries.error.refusal : null} />
        ) : null}
        {deliveries.data?.length === 0 ? (
          <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("deliveries.empty")}</p>
        ) : null}
        <ul className="flex flex-col divide-y divide-line">
          {deliveries.data?.map((delivery) => (
            <DeliveryLine key={delivery.delivery_id} delivery={delivery} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useIntegrationWords();
  const sending = useSending();
  const say = (atMs: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "medium" }).format(atMs);
  const fault = FAULTS.find((known) => known === delivery.fault);
  const again = async () => {
    const id = encodeURIComponent(delivery.delivery_id);
    const answer = await sending.send("POST", `/api/portal/webhook-deliveries/${id}/send-again`);
    if (answer.ok) announce(t("deliveries.queued"));
  };
  return (
    <li className="flex flex-col gap-2 py-3" data-testid="portal-delivery" data-state={delivery.state}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="break-all font-mono font-semibold text-14">{delivery.type}</p>
        <p className="text-14 text-quiet">{say(delivery.created_ms)}</p>
      </div>
      <p className={`text-14 ${delivery.fault === null ? "" : "text-crimson"}`}>
        {t(`deliveries.state.${delivery.state}`)}
        {delivery.status === null ? "" : ` · ${delivery.status}`}
        {delivery.duration_ms === null ? "" : ` · ${t("deliveries.took", { ms: delivery.duration_ms })}`}
        {fault === undefined ? "" : ` · ${t(`deliveries.fault.${fault}`)}`}
      </p>
      {delivery.next_ms === null || delivery.tried_ms === null ? null : (
        <p className="text-14 text-quiet">
          {t("deliveries.next", { count: delivery.attempts, time: say(delivery.next_ms) })}
        </p>
      )}
      <details className="text-14">
        <summary className="min-h-8 cursor-pointer text-indigo">{t("deliveries.content")}</summary>
        <p className="mt-1 text-quiet">webhook-id: {delivery.message_id}</p>
        <pre className="mt-1 whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2">
          {delivery.body}
        </pre>
        {delivery.answer ? (
          <>
            <p className="mt-2">{t("deliveries.answer")}</p>
            <pre className="mt-1 whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2">
              {delivery.answer}
            </pre>
          </>
        ) : null}
      </details>
      <Problem refusal={sending.refusal} />
      {delivery.state === "queued" ? null : (
        <div>
          <Button
            tone="plain"
            size="small"
            isBusy={sending.isBusy}
            data-testid="portal-delivery-again"
            onClick={() => void again()}
          >
            {t("deliveries.again")}
          </Button>
        </div>
      )}
    </li>
  );
}
