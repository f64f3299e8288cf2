import type { PhoneCallView } from "@genkan/calls";
import { Button } from "@genkan/ui";
import { clsx } from "clsx";
import { DoorOpen, PhoneOff } from "lucide-react";
import { useWords } from "../app/use-words";

/** The last word about a call: the door opened, or why it is over. Goes by itself. */
export function CallEnd({ view }: { view: PhoneCallView }) {
  const { t } = useWords();
  const hasOpened = view.stage === "opened";
  return (
    <div
      className={clsx(
        "absolute inset-0 flex animate-fade flex-col items-center justify-center gap-5 px-8 text-center",
        hasOpened ? "bg-pine text-on-fill" : "bg-black/80",
      )}
    >
      <span
        className={clsx(
          "grid size-24 place-items-center rounded-full",
          hasOpened ? "bg-black/15" : "bg-white/10",
        )}
      >
        {hasOpened ? (
          <DoorOpen size={48} strokeWidth={1.5} className="animate-rise" aria-hidden />
        ) : (
          <PhoneOff size={40} strokeWidth={1.5} aria-hidden />
        )}
      </span>
      <p data-testid="call-result" className="max-w-md text-balance font-semibold text-24">
        {hasOpened ? <span data-testid="door-result">{t("call.opened")}</span> : null}
        {!hasOpened && view.why !== null ? t(`call.why.${view.why}`) : null}
      </p>
      {hasOpened ? <p className="max-w-sm text-balance text-16">{t("call.openedText")}</p> : null}
      {view.why === "lost_here" ? (
        <p className="max-w-sm text-balance text-16 text-quiet">{t("call.lostHereText")}</p>
      ) : null}
      {view.dismiss === null ? null : (
        <Button
          tone="quiet"
          className="mt-2 bg-black/30! text-white!"
          data-testid="call-dismiss"
          onClick={view.dismiss}
        >
          {t("common:action.close")}
        </Button>
      )}
    </div>
  );
}
