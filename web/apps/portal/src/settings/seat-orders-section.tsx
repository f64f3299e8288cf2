import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, StatusDot } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { Refused, seatOrdersQuery } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { formatMoney } from "./money";
import { Section } from "./section";

type Order = HttpBody<"SeatOrderOut">;

const TONES = { open: "warning", paid: "good", cancelled: "idle" } as const;

/** What households have ordered; the manager confirms that an invoice was paid. */
export function SeatOrdersSection({ propertyId }: { propertyId: string }) {
  const { t } = useWords();
  const orders = useQuery(seatOrdersQuery(propertyId));
  return (
    <Section title={t("orders.title")} text={t("orders.text")}>
      {orders.isError ? (
        <Problem refusal={orders.error instanceof Refused ? orders.error.refusal : null} />
      ) : null}
      {orders.data?.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("orders.empty")}</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {orders.data?.map((order) => (
          <OrderLine key={order.order_id} order={order} />
        ))}
      </ul>
    </Section>
  );
}

function OrderLine({ order }: { order: Order }) {
  const { t, i18n } = useWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const path = `/api/portal/seats/${order.order_id}`;
  const state = order.state === "paid" || order.state === "cancelled" ? order.state : "open";
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium" }).format(order.ordered_ms);
  const price = formatMoney(order.price, order.currency, i18n.language);
  const home = t("home.title", { number: order.home_number });
  const confirm = async () => {
    const answer = await sending.send("POST", `${path}/confirm`);
    if (!answer.ok) return;
    setAsking(false);
    announce(t("orders.confirmed", { home }));
  };
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-seat-order">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="font-semibold text-16">
            {order.building_name} {home}
          </p>
          <p className="tabular text-14 text-quiet">
            {[order.ordered_by, day, price].filter(Boolean).join(" · ")}
          </p>
        </div>
        <StatusDot tone={TONES[state]}>{t(`orders.state.${state}`)}</StatusDot>
        {state === "open" && !isAsking ? (
          <div className="flex flex-wrap gap-2">
            {order.method === "invoice" ? (
              <Button
                size="small"
                isBusy={sending.isBusy}
                icon={<BadgeCheck size={18} strokeWidth={1.75} aria-hidden />}
                data-testid="portal-seat-confirm"
                onClick={() => void confirm()}
              >
                {t("orders.confirm")}
              </Button>
            ) : null}
            <Button tone="quiet" size="small" onClick={() => setAsking(true)}>
              {t("orders.cancel")}
            </Button>
          </div>
        ) : null}
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("orders.cancelTitle", { home })}
          text={t("orders.cancelText")}
          action={t("orders.cancel")}
          isBusy={sending.isBusy}
          confirm={() => void sending.send("DELETE", path)}
          cancel={() => setAsking(false)}
          testId="portal-seat-cancel"
        />
      ) : null}
    </li>
  );
}
