import { useReadable } from "@genkan/shell";
import { useState } from "react";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";
import { WithQueries } from "../app/with-queries";
import { CheckPanel, openCheck } from "../check/check-panel";
import { useKeyWords } from "../keys/use-key-words";
import { PinForm } from "../pin/pin-form";
import { StepFrame } from "./step-frame";
import { useAccountWords } from "./words";

/** 「テスト着信」: whether this phone can be called. */
export function TestStep({ next }: { next(): void }) {
  const { t } = useDeviceWords();
  const services = useServices();
  const [check] = useState(() => openCheck(services));
  const { verdict } = useReadable(check.view);
  return (
    <StepFrame title={t("check.title")} text={t("check.lead")} skip={next} isDone={verdict === "good"}>
      <CheckPanel check={check} />
    </StepFrame>
  );
}

/** Offers six digits for the door, which the household does not have yet. */
export function PinStep({ householdId, next }: { householdId: string; next(): void }) {
  const { t } = useAccountWords();
  const { t: tKeys } = useKeyWords();
  return (
    <StepFrame title={tKeys("pin.title")} text={t("welcome.pin")} skip={next}>
      <WithQueries>
        <PinForm householdId={householdId} isFirst keep={next} cancel={null} />
      </WithQueries>
      <p className="text-14 text-quiet">{tKeys("pin.howTo")}</p>
    </StepFrame>
  );
}
