import { useEffect, useState } from "react";
import type { CodeSent } from "./api";
import { useEntryWords } from "./words";

const RADIUS = 10;
const ROUND = 2 * Math.PI * RADIUS;

/** Ask for another code. The ring runs out with the code; within the pause the button counts down. */
export function ResendButton({ sent, onResend }: { sent: CodeSent; onResend(): void }) {
  const { t } = useEntryWords();
  const { resendS, leftS } = useCountdowns(sent);
  const isPaused = resendS > 0;
  const lifeMs = Math.max(sent.expires_in_ms, 1);
  const sayLeft = () => {
    if (leftS === 0) return t("code.over");
    return leftS > 90
      ? t("code.leftMinutes", { minutes: Math.ceil(leftS / 60) })
      : t("code.left", { seconds: leftS });
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="flex items-center gap-2 text-16 text-quiet tabular-nums" role="timer">
        <svg viewBox="0 0 24 24" className="-rotate-90 size-6 text-indigo" aria-hidden="true">
          <circle cx="12" cy="12" r={RADIUS} fill="none" className="stroke-line" strokeWidth="3" />
          <circle
            cx="12"
            cy="12"
            r={RADIUS}
            fill="none"
            stroke="currentColor"
            strokeWidth="3"
            strokeDasharray={ROUND}
            strokeDashoffset={ROUND * (1 - Math.min(1, (leftS * 1000) / lifeMs))}
          />
        </svg>
        {sayLeft()}
      </p>
      <button
        type="button"
        className="min-h-12 rounded-control px-3 font-semibold text-16 text-indigo disabled:text-quiet"
        disabled={isPaused}
        data-testid="code-resend"
        onClick={onResend}
      >
        {isPaused ? t("code.resendIn", { seconds: resendS }) : t("code.resend")}
      </button>
    </div>
  );
}

function useCountdowns(sent: CodeSent): { resendS: number; leftS: number } {
  const [passedMs, setPassedMs] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another code starts another minute
  useEffect(() => {
    const beganMs = performance.now(); // the device's clock may be set meanwhile
    setPassedMs(0);
    const timer = setInterval(() => setPassedMs(performance.now() - beganMs), 250);
    return () => clearInterval(timer);
  }, [sent]);
  const left = (ms: number) => Math.max(0, Math.ceil((ms - passedMs) / 1000));
  return { resendS: left(sent.resend_in_ms), leftS: left(sent.expires_in_ms) };
}
