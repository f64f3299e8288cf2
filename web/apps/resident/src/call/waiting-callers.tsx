import type { PhoneCall } from "@genkan/calls";
import { announce, useReadable } from "@genkan/shell";
import { vibrate } from "@genkan/ui";
import { Hourglass } from "lucide-react";
import { useEffect } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { usePhrases } from "./phrase-words";
import { useCallWords } from "./use-call-words";

/** Who waits at another entrance while the home is in a call. Loaded with the first one. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function WaitingCallers() {
  usePhrases();
  useCallWords();
  const { phone } = useServices();
  const waiting = useReadable(phone.waiting);
  return (
    <div className="on-video pointer-events-none fixed inset-x-0 top-0 z-60 flex flex-col gap-2 p-3 pt-[calc(0.75rem+env(safe-area-inset-top))]">
      {waiting.map((call) => (
        <WaitingCaller key={call.id} call={call} />
      ))}
    </div>
  );
}

function WaitingCaller({ call }: { call: PhoneCall }) {
  const { t } = useWords();
  const view = useReadable(call.view);
  const title = t("call.waiting.title", { station: view.stationName });
  useEffect(() => {
    announce(title);
    vibrate([80, 80, 80]);
  }, [title]);
  const { say, decline } = view;
  const hasAsked = view.words.some(({ by, phrase }) => by === "home" && phrase === "wait");
  return (
    <section
      aria-label={title}
      data-testid="call-waiting"
      className="pointer-events-auto mx-auto w-full max-w-md animate-rise rounded-card bg-surface p-4 text-ink shadow-float"
    >
      <p className="flex items-center gap-3 font-semibold text-16">
        <Hourglass size={22} strokeWidth={1.75} className="shrink-0 text-amber" aria-hidden />
        {title}
      </p>
      <p className="mt-1 text-14 text-quiet">{t("call.waiting.text")}</p>
      <div className="mt-3 grid grid-cols-2 gap-2">
        <button
          type="button"
          className={BUTTON}
          data-testid="call-waiting-ask"
          disabled={say === null || hasAsked}
          onClick={() => void say?.({ phrase: "wait" })}
        >
          {hasAsked ? t("call.waiting.asked") : t("phrase:wait")}
        </button>
        <button
          type="button"
          className={BUTTON}
          data-testid="call-waiting-decline"
          disabled={decline === null}
          onClick={decline ?? undefined}
        >
          {t("call.decline")}
        </button>
      </div>
    </section>
  );
}

const BUTTON =
  "min-h-12 rounded-control bg-sunken px-3 font-medium text-14 text-ink leading-snug active:opacity-70 disabled:text-quiet";
