import { type Family, formatMoney } from "./family-query";
import { useFamilyWords } from "./use-family-words";

/** How many are free, how many there are, and what a further one costs. */
export function SeatsNote({ family }: { family: Family }) {
  const { t, i18n } = useFamilyWords();
  const price = formatMoney(family.seat_price, family.seat_currency, i18n.language);
  return (
    <p className="px-1 text-14 text-quiet" data-testid="family-seats">
      {t("family.seats", { free: family.free_members, taken: family.taken, seats: family.seats })}{" "}
      {t("family.fee", { price })}
    </p>
  );
}
