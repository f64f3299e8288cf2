import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button, TextField } from "@genkan/ui";
import { RefreshCw } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useKeyWords } from "../keys/use-key-words";
import { type PinCost, type PinState, proposePin, setPin } from "./pin-api";

const PROPOSED_LENGTH = 6;
const SHORTEST = 4;
const LONGEST = 8;

interface PinFormProps {
  householdId: string;
  isFirst: boolean;
  keep(state: PinState): void;
  cancel: (() => void) | null;
}

/** A new PIN: six random digits are proposed; what a shorter one costs is said beside it. */
export function PinForm({ householdId, isFirst, keep, cancel }: PinFormProps) {
  const { t } = useKeyWords();
  const [pin, setTyped] = useState("");
  const [costs, setCosts] = useState<readonly PinCost[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isShort, setShort] = useState(false);
  const [busy, setBusy] = useState<"proposing" | "saving" | null>("proposing");

  const propose = useCallback(async () => {
    setBusy("proposing");
    setRefusal(null);
    setShort(false);
    const answer = await proposePin(householdId, PROPOSED_LENGTH);
    setBusy(null);
    if (!answer.ok) return setRefusal(answer.refusal);
    setTyped(answer.body.pin);
    setCosts(answer.body.lengths);
  }, [householdId]);
  useEffect(() => void propose(), [propose]);

  const save = async () => {
    if (pin.length < SHORTEST) return setShort(true);
    setBusy("saving");
    setRefusal(null);
    const answer = await setPin(householdId, pin);
    setBusy(null);
    if (answer.ok) keep(answer.body);
    else setRefusal(answer.refusal);
  };

  const isUnfit = refusal?.reason === "pin-unfit";
  const cost = costs.find((each) => each.length === pin.length);
  const error = isShort
    ? t("pin.tooShort")
    : isUnfit && refusal !== null
      ? tellProblem(t, refusal.reason)
      : null;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={isFirst ? t("pin.new") : t("pin.newInstead")}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={LONGEST}
        data-testid="pin-input"
        className="[&_input]:text-24 [&_input]:tracking-[0.3em]"
        hint={t("pin.hint")}
        error={error}
        onChange={(event) => {
          setShort(false);
          setTyped(event.target.value.normalize("NFKC").replaceAll(/\D/g, "").slice(0, LONGEST));
        }}
        trailing={
          <button
            type="button"
            aria-label={t("pin.another")}
            data-testid="pin-another"
            className="grid w-14 place-items-center text-indigo"
            onClick={() => void propose()}
          >
            <RefreshCw size={20} strokeWidth={1.75} aria-hidden />
          </button>
        }
      />
      <Cost length={pin.length} cost={cost} />
      {refusal !== null && !isUnfit ? <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner> : null}
      <Button type="submit" size="large" isWide isBusy={busy === "saving"} data-testid="pin-save">
        {t("pin.save")}
      </Button>
      {cancel === null ? null : (
        <Button tone="quiet" isWide onClick={cancel}>
          {t("common:action.cancel")}
        </Button>
      )}
    </form>
  );
}

/** What this length means at the door, in words. */
function Cost({ length, cost }: { length: number; cost: PinCost | undefined }) {
  const { t } = useKeyWords();
  if (cost === undefined || length < SHORTEST) return null;
  const isWeak = cost.guesses_alone === 0;
  const text = isWeak
    ? t("pin.cost.alwaysHome")
    : length < PROPOSED_LENGTH
      ? t("pin.cost.short", { count: cost.guesses_alone })
      : t("pin.cost.good", { count: cost.guesses_alone });
  return (
    <Banner tone={isWeak || length < PROPOSED_LENGTH ? "warning" : "info"} data-testid="pin-cost">
      {text}
    </Banner>
  );
}
