import type { PhoneCallView, Said } from "@genkan/calls";
import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Keyboard } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../app/use-words";

const ReplyForm = lazy(() => import("./reply-form"));

/** The set replies, in the order of how often a door needs them. */
export const REPLIES = ["box", "doorstep", "wait", "leave"] as const;

/** Saying something without a voice: the set replies, and a way to type. */
export function CallReplies({ view }: { view: PhoneCallView }) {
  const { t } = useWords();
  const [isTyping, setTyping] = useState(false);
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { say } = view;
  if (say === null) return null;

  const send = async (said: Said): Promise<boolean> => {
    setSending("phrase" in said ? said.phrase : "text");
    setRefusal(null);
    const answer = await say(said);
    setSending(null);
    if (!answer.ok) setRefusal(answer.refusal);
    return answer.ok;
  };
  return (
    <section aria-label={t("call.replies")} className="mx-auto w-full max-w-md px-5 pt-4">
      {refusal === null ? null : (
        <p role="alert" className="mb-2 rounded-control bg-surface px-4 py-3 text-14">
          {tellProblem(t, refusal.reason)}
        </p>
      )}
      {isTyping ? (
        <Suspense fallback={<div className="h-28" />}>
          <ReplyForm send={send} isBusy={sending === "text"} close={() => setTyping(false)} />
        </Suspense>
      ) : (
        <div className="grid grid-cols-2 gap-2">
          {REPLIES.map((phrase) => (
            <button
              key={phrase}
              type="button"
              data-testid={`call-reply-${phrase}`}
              aria-busy={sending === phrase || undefined}
              aria-disabled={sending !== null || undefined}
              onClick={() => (sending === null ? void send({ phrase }) : undefined)}
              className={CHIP}
            >
              {t(`phrase:${phrase}`)}
            </button>
          ))}
          <button
            type="button"
            data-testid="call-reply-type"
            onClick={() => setTyping(true)}
            className={`${CHIP} col-span-2 flex items-center justify-center gap-2`}
          >
            <Keyboard size={20} strokeWidth={1.75} aria-hidden />
            {t("call.type")}
          </button>
        </div>
      )}
    </section>
  );
}

const CHIP =
  "min-h-12 text-balance rounded-control border border-white/30 bg-black/55 px-3 py-1.5 text-center font-medium text-14 text-white leading-snug transition-opacity active:opacity-70 aria-busy:opacity-60";
