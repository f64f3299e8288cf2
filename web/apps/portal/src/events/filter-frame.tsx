import { Button } from "@genkan/ui";
import { clsx } from "clsx";
import { ChevronDown, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useWide } from "../app/use-wide";
import { useEventWords } from "./use-event-words";

export interface FilterFrameProps {
  /** How many of the fields narrow the list. */
  count: number;
  clear(): void;
  /** How the fields stand beside each other where there is room. */
  className: string;
  testId: string;
  children: ReactNode;
}

/** What narrows a list: its fields, the way back to all; on a telephone behind one button. */
export function FilterFrame({ count, clear, className, testId, children }: FilterFrameProps) {
  const { t } = useEventWords();
  const isWide = useWide();
  const [isOpen, setOpen] = useState(false);
  const isShown = isWide || isOpen;
  return (
    <section aria-label={t("events.filter.label")} className="flex flex-col gap-3">
      {isWide ? null : (
        <Button
          tone="quiet"
          isWide
          icon={<ChevronDown size={20} strokeWidth={1.75} className={isOpen ? "rotate-180" : ""} />}
          aria-expanded={isOpen}
          data-testid={testId}
          onClick={() => setOpen(!isOpen)}
        >
          {count === 0 ? t("events.filter.open") : t("events.filter.openCount", { count })}
        </Button>
      )}
      {isShown ? <div className={clsx("grid gap-3", className)}>{children}</div> : null}
      {isShown && count > 0 ? (
        <Button
          tone="plain"
          size="small"
          className="self-start"
          icon={<X size={18} strokeWidth={1.75} />}
          onClick={clear}
        >
          {t("events.filter.clear")}
        </Button>
      ) : null}
    </section>
  );
}
