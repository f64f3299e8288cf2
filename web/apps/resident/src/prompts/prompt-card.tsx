import type { Refusal } from "@genkan/link";
import { tellProblem, useNow } from "@genkan/shell";
import { Banner, Button, playSound, vibrate } from "@genkan/ui";
import { DoorOpen, ShieldQuestionMark } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useKeyWords } from "../keys/use-key-words";
import type { Prompt, PromptBoard } from "./prompt-board";

/** A station asks: was it one of you? Above everything, until it is answered or too late. */
export function PromptCard({ prompt, board }: { prompt: Prompt; board: PromptBoard }) {
  const { t } = useKeyWords();
  const [busy, setBusy] = useState<"allow" | "deny" | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const nowMs = useNow(board.now, 500);
  const seconds = Math.max(0, Math.ceil((prompt.deadline_ms - nowMs) / 1_000));
  const isOver = seconds === 0;
  useEffect(() => {
    dialog.current?.showModal?.();
    const silence = playSound("ring");
    vibrate([300, 200, 300]);
    const timer = setTimeout(() => silence(), 2_400);
    return () => {
      clearTimeout(timer);
      silence();
    };
  }, []);
  const answer = async (isAllowed: boolean) => {
    setBusy(isAllowed ? "allow" : "deny");
    setRefusal(null);
    const answered = await board.answer(prompt.prompt_id, isAllowed);
    setBusy(null);
    if (!answered.ok) setRefusal(answered.refusal);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="prompt-title"
      data-testid="prompt"
      onCancel={(event) => event.preventDefault()}
      className="fixed inset-x-0 top-auto bottom-0 z-50 mx-auto mt-auto mb-0 w-full max-w-xl rounded-t-card bg-surface px-5 pt-6 pb-[calc(1.25rem+env(safe-area-inset-bottom))] text-ink shadow-float backdrop:bg-black/60"
    >
      <div className="flex flex-col items-center gap-3 text-center">
        <span className="grid size-16 place-items-center rounded-full bg-indigo-wash text-indigo">
          <ShieldQuestionMark size={32} strokeWidth={1.75} aria-hidden />
        </span>
        <h2 id="prompt-title" className="font-semibold text-20 text-balance">
          {t("prompt.title", { station: prompt.station_name })}
        </h2>
        <p className="text-16 text-quiet">
          {t("prompt.text", { building: prompt.building_name, number: prompt.home_number })}
        </p>
        <p className="tabular text-14 text-quiet" role="timer">
          {isOver ? t("prompt.over") : t("prompt.left", { seconds })}
        </p>
      </div>
      {refusal === null ? null : (
        <Banner tone="danger" className="mt-4">
          {tellProblem(t, refusal.reason)}
        </Banner>
      )}
      <div className="mt-5 flex flex-col gap-3">
        {isOver || refusal?.reason === "prompt-over" ? (
          <Button size="large" isWide tone="quiet" onClick={() => board.drop(prompt.prompt_id)}>
            {t("common:action.close")}
          </Button>
        ) : (
          <>
            <Button
              tone="pine"
              size="large"
              isWide
              isBusy={busy === "allow"}
              data-testid="prompt-allow"
              icon={<DoorOpen size={24} strokeWidth={1.75} />}
              onClick={() => void answer(true)}
            >
              {t("prompt.allow")}
            </Button>
            <Button
              tone="quiet"
              size="large"
              isWide
              isBusy={busy === "deny"}
              data-testid="prompt-deny"
              onClick={() => void answer(false)}
            >
              {t("prompt.deny")}
            </Button>
          </>
        )}
      </div>
    </dialog>
  );
}
