import type { DoorRelease, DoorReleaseView } from "@genkan/calls";
import { announce, tellProblem, useReadable } from "@genkan/shell";
import { playSound, Spinner, vibrate } from "@genkan/ui";
import { clsx } from "clsx";
import { DoorClosed, DoorOpen } from "lucide-react";
import { useEffect } from "react";
import { type Translate, useWords } from "../app/use-words";

export interface DoorButtonProps {
  release: DoorRelease;
  testId: string;
  isDisabled?: boolean;
  /** What the button says while nothing is going on, when 「ドアオープン」 alone would be ambiguous. */
  label?: string;
  describedBy?: string | undefined;
}

/** 「ドアオープン」: becomes the progress, then says what became of the tap. Claims nothing early. */
export function DoorButton({ release, testId, isDisabled = false, label, describedBy }: DoorButtonProps) {
  const { t } = useWords();
  const view = useReadable(release.view);
  useOutcomeSignals(view, t);
  const isBusy = view.state === "releasing";
  const hasOpened = view.state === "opened";
  return (
    <button
      type="button"
      data-testid={testId}
      data-state={view.state}
      disabled={isDisabled}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || hasOpened || undefined}
      aria-describedby={describedBy}
      onClick={isBusy || hasOpened ? undefined : () => void release.release()}
      className={clsx(
        "flex min-h-16 w-full select-none items-center justify-center gap-3 rounded-control px-6 font-semibold text-20 leading-tight",
        "transition-[background-color,color,scale] active:scale-[0.985]",
        isDisabled ? "bg-sunken text-quiet active:scale-100" : "text-on-fill",
        !isDisabled && (hasOpened ? "bg-pine" : "bg-indigo"),
      )}
    >
      <Glyph state={view.state} />
      {wordsOf(view.state, label, t)}
    </button>
  );
}

/** Why the last tap did not open the door, for as long as the view holds it. */
export function DoorRefusal({ release, className }: { release: DoorRelease; className?: string }) {
  const { t } = useWords();
  const view = useReadable(release.view);
  if (view.state !== "refused") return null;
  return (
    <p data-testid="door-result" data-state="refused" className={clsx("animate-rise text-16", className)}>
      {tellProblem(t, view.reason)}
    </p>
  );
}

function Glyph({ state }: { state: DoorReleaseView["state"] }) {
  if (state === "releasing") return <Spinner size={24} />;
  if (state === "opened")
    return <DoorOpen size={26} strokeWidth={1.75} className="animate-rise" aria-hidden />;
  return <DoorClosed size={26} strokeWidth={1.75} aria-hidden />;
}

function wordsOf(state: DoorReleaseView["state"], label: string | undefined, t: Translate) {
  if (state === "releasing") return t("common:door.releasing");
  if (state === "opened") return <span data-testid="door-result">{t("common:door.released")}</span>;
  return label ?? t("common:door.release");
}

/** The outcome for hand, ear and screen reader. */
function useOutcomeSignals(view: DoorReleaseView, t: Translate): void {
  useEffect(() => {
    if (view.state === "opened") {
      vibrate(30);
      playSound("opened");
      announce(t("common:door.released"));
    } else if (view.state === "refused") {
      vibrate([60, 60, 60]);
      playSound("refused");
      announce(tellProblem(t, view.reason));
    }
  }, [view, t]);
}
