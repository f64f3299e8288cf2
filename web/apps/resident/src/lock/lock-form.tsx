import { CodeBoxes } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { useEffect, useRef, useState } from "react";
import { useServices } from "../app/services";
import { DIGITS, makeLock, USUAL_AFTER_MS } from "./secret";
import { useLockWords } from "./use-lock-words";

interface LockFormProps {
  personId: string;
  onSet(): void;
  cancel?: () => void;
}

/** Choose the digits of the app's lock: typed twice, for nobody can look them up afterwards. */
export function LockForm({ personId, onSet, cancel }: LockFormProps) {
  const { t } = useLockWords();
  const { lock } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [first, setFirst] = useState<string | null>(null);
  const [digits, setDigits] = useState("");
  const [isOther, setOther] = useState(false);
  const isAgain = first !== null;
  useEffect(() => {
    if (isAgain || isOther) field.current?.focus();
  }, [isAgain, isOther]);

  const type = async (typed: string) => {
    setDigits(typed);
    if (typed.length < DIGITS) return;
    setDigits("");
    setOther(first !== null && first !== typed);
    setFirst(first === null ? typed : null);
    if (first !== typed) return;
    const afterMs = lock.view.get().record?.afterMs ?? USUAL_AFTER_MS;
    lock.take(await makeLock(personId, typed, afterMs));
    onSet();
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="mx-auto w-64">
        <CodeBoxes
          key={isAgain ? "again" : "first"}
          ref={field}
          label={t(isAgain ? "form.again" : "form.digits")}
          length={DIGITS}
          value={digits}
          isSecret
          isWrong={isOther && digits === ""}
          onChange={(typed) => void type(typed)}
        />
        <p role="status" className="mt-3 min-h-6 text-16 text-crimson">
          {isOther && digits === "" ? t("form.other") : null}
        </p>
      </div>
      {cancel === undefined ? null : (
        <Button tone="quiet" isWide onClick={cancel}>
          {t("common:action.cancel")}
        </Button>
      )}
    </div>
  );
}
