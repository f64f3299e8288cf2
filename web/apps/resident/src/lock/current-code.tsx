import { CodeBoxes } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { useEffect, useRef, useState } from "react";
import { useServices } from "../app/services";
import type { LockRecord } from "./app-lock";
import { DIGITS, opens } from "./secret";
import { useLockWords } from "./use-lock-words";

interface CurrentCodeProps {
  record: LockRecord;
  onRight(): void;
  cancel(): void;
}

/** Asks for the digits before the lock is changed or taken off. A wrong one closes the app. */
export function CurrentCode({ record, onRight, cancel }: CurrentCodeProps) {
  const { t } = useLockWords();
  const { lock } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [digits, setDigits] = useState("");
  useEffect(() => field.current?.focus(), []);
  const type = async (typed: string) => {
    setDigits(typed);
    if (typed.length < DIGITS) return;
    if (await opens(record, typed)) onRight();
    else lock.fail();
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="mx-auto w-64">
        <CodeBoxes
          ref={field}
          label={t("page.current")}
          length={DIGITS}
          value={digits}
          isSecret
          onChange={(typed) => void type(typed)}
        />
      </div>
      <Button tone="quiet" isWide onClick={cancel}>
        {t("common:action.cancel")}
      </Button>
    </div>
  );
}
