import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Banner, Button, Card } from "@genkan/ui";
import { Clock, TicketPlus } from "lucide-react";
import { useState } from "react";
import { Problem } from "../app/problem";
import { useSending } from "../app/use-sending";
import { type Family, formatMoney, householdPath } from "./family-query";
import { useFamilyWords } from "./use-family-words";

/** Ordering a place for one more, once all are taken; and an order that is not paid yet. */
export function OrderSeat({ family }: { family: Family }) {
  if (family.open_order !== null) return <OpenOrder family={family} order={family.open_order} />;
  return family.taken < family.seats ? null : <NewOrder family={family} />;
}

function NewOrder({ family }: { family: Family }) {
  const { t, i18n } = useFamilyWords();
  const order = useOrder(family);
  const [isAsking, setAsking] = useState(false);
  const price = formatMoney(family.seat_price, family.seat_currency, i18n.language);
  if (!isAsking) {
    return (
      <Button
        tone="quiet"
        size="large"
        isWide
        icon={<TicketPlus size={22} strokeWidth={1.75} aria-hidden />}
        data-testid="family-order"
        onClick={() => setAsking(true)}
      >
        {t("family.order.begin")}
      </Button>
    );
  }
  return (
    <Card className="flex flex-col gap-3 p-5">
      <h2 className="font-semibold text-16">{t("family.order.title")}</h2>
      <p className="text-16">
        {family.payment_method === "stripe"
          ? t("family.order.stripe", { price })
          : t("family.order.invoice", { price })}
      </p>
      <Problem refusal={order.refusal} />
      <Button
        size="large"
        isWide
        isBusy={order.isBusy}
        data-testid="family-order-confirm"
        onClick={() => void order.begin()}
      >
        {family.payment_method === "stripe" ? t("family.order.pay") : t("family.order.confirm")}
      </Button>
      <Button tone="quiet" size="large" isWide onClick={() => setAsking(false)}>
        {t("common:action.cancel")}
      </Button>
    </Card>
  );
}

function OpenOrder({ family, order }: { family: Family; order: HttpBody<"OpenOrderOut"> }) {
  const { t } = useFamilyWords();
  const again = useOrder(family);
  const sending = useSending();
  return (
    <div className="flex flex-col gap-3" data-testid="family-open-order">
      <Banner tone="info" icon={<Clock size={20} />}>
        {t("family.order.open")}
      </Banner>
      <Problem refusal={again.refusal ?? sending.refusal} />
      <div className="flex flex-wrap gap-3">
        {order.method === "stripe" ? (
          <Button isBusy={again.isBusy} onClick={() => void again.begin()}>
            {t("family.order.pay")}
          </Button>
        ) : null}
        <Button
          tone="plain"
          isBusy={sending.isBusy}
          data-testid="family-order-cancel"
          onClick={() => void sending.send("DELETE", `/api/app/seats/${order.order_id}`)}
        >
          {t("family.order.cancel")}
        </Button>
      </div>
    </div>
  );
}

function useOrder(family: Family) {
  const { t, i18n } = useFamilyWords();
  const sending = useSending();
  const begin = async () => {
    const body: HttpBody<"SeatOrderIn"> = {
      description: t("family.order.item"),
      language: i18n.language === "en" ? "en" : "ja",
    };
    const path = `${householdPath(family.household_id)}/seats`;
    const answer = await sending.send<HttpBody<"SeatOrderedOut">>("POST", path, body);
    if (!answer.ok) return;
    if (answer.body.url !== null) location.assign(answer.body.url);
    else announce(t("family.order.done"));
  };
  return { isBusy: sending.isBusy, refusal: sending.refusal, begin };
}
