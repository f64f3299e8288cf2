import { Button } from "@genkan/ui";
import { type ReactNode, useEffect, useRef } from "react";
import { useAccountWords } from "./words";

interface StepFrameProps {
  title: string;
  text: string;
  /** Go on without it. */
  skip(): void;
  /** The step is done: its way on stands in the middle of the thumb's reach. */
  isDone?: boolean;
  children: ReactNode;
}

/** One step of the first start: what it is for, the step, and the way on. */
export function StepFrame({ title, text, skip, isDone = false, children }: StepFrameProps) {
  const { t } = useAccountWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // also brings a long page back to its beginning
  return (
    <>
      <div>
        <h1 ref={heading} tabIndex={-1} className="text-balance font-semibold text-24 outline-none">
          {title}
        </h1>
        <p className="mt-2 text-16 text-quiet">{text}</p>
      </div>
      {children}
      <div className="mt-auto flex flex-col gap-2 pt-2">
        {isDone ? (
          <Button size="large" isWide data-testid="welcome-next" onClick={skip}>
            {t("welcome.next")}
          </Button>
        ) : (
          <>
            <Button tone="plain" isWide data-testid="welcome-skip" onClick={skip}>
              {t("welcome.skip")}
            </Button>
            <p className="text-center text-14 text-quiet">{t("welcome.later")}</p>
          </>
        )}
      </div>
    </>
  );
}
