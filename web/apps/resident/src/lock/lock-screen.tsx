import type { Refusal } from "@genkan/link";
import { LanguageToggle, useReadable } from "@genkan/shell";
import { CodeBoxes, Problem } from "@genkan/shell/entry";
import { Button, Mark } from "@genkan/ui";
import { useCallback, useEffect, useRef, useState } from "react";
import { useServices } from "../app/services";
import type { LockRecord } from "./app-lock";
import { DIGITS, opens, TRIES } from "./secret";
import { useLockWords } from "./use-lock-words";

/** Stands before the app until its owner types the digits. A call rings above it. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function LockScreen({ record }: { record: LockRecord }) {
  const { t } = useLockWords();
  const { lock, session } = useServices();
  const call = useReadable(useServices().phone.current);
  const field = useRef<HTMLInputElement>(null);
  const [digits, setDigits] = useState("");
  const [isLeaving, setLeaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isUsedUp = record.failures >= TRIES;

  const leave = useCallback(async () => {
    setLeaving(true);
    const answer = await session.signOut();
    setLeaving(false);
    setRefusal(answer.ok ? null : answer.refusal);
  }, [session]);
  useEffect(() => {
    if (isUsedUp) void leave();
    else if (call === null) field.current?.focus();
  }, [isUsedUp, leave, call]);

  const type = async (typed: string) => {
    setDigits(typed);
    if (typed.length < DIGITS) return;
    if (await opens(record, typed)) return lock.take({ ...record, failures: 0 });
    lock.fail();
    setDigits("");
  };
  return (
    <main
      data-testid="lock-screen"
      className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 px-5 pt-[calc(1rem+env(safe-area-inset-top))] pb-10"
    >
      <div className="flex items-center justify-between">
        <Mark size={36} className="text-indigo" />
        <LanguageToggle />
      </div>
      <h1 className="mt-6 text-center font-semibold text-24">{t("locked.title")}</h1>
      {isUsedUp ? (
        <p role="alert" className="text-16">
          {t("locked.usedUp")}
        </p>
      ) : (
        <div className="mx-auto w-64">
          <CodeBoxes
            ref={field}
            label={t("locked.label")}
            length={DIGITS}
            value={digits}
            isSecret
            isWrong={record.failures > 0 && digits === ""}
            onChange={(typed) => void type(typed)}
          />
          <p role="status" data-testid="lock-left" className="mt-3 min-h-6 text-16 text-crimson">
            {record.failures > 0 && digits === ""
              ? t("locked.wrong", { count: TRIES - record.failures })
              : null}
          </p>
        </div>
      )}
      <Problem refusal={refusal} />
      <div className="mt-auto flex flex-col gap-3">
        <p className="text-14 text-quiet">{t("locked.forgotten")}</p>
        <Button
          tone={isUsedUp ? "primary" : "quiet"}
          isWide
          isBusy={isLeaving}
          data-testid="lock-sign-out"
          onClick={() => void leave()}
        >
          {t("locked.signIn")}
        </Button>
      </div>
    </main>
  );
}
