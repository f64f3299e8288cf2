import { Button } from "@genkan/ui";
import { type ReactNode, useId } from "react";
import { useWords } from "../app/use-words";

export interface ConfirmProps {
  title: string;
  text: string;
  action: string;
  isBusy: boolean;
  confirm(): void;
  cancel(): void;
  testId: string;
  /** Of the button: red where something ends. */
  tone?: "danger" | "primary";
  children?: ReactNode;
}

/** Asks before something that hurts, where it was asked for. */
export function Confirm({
  title,
  text,
  action,
  isBusy,
  confirm,
  cancel,
  testId,
  tone = "danger",
  children,
}: ConfirmProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-card bg-amber-wash p-5">
      <p id={id} className="font-semibold text-16">
        {title}
      </p>
      <p className="mt-1 text-14">{text}</p>
      {children ? <div className="mt-4">{children}</div> : null}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button tone={tone} isBusy={isBusy} data-testid={`${testId}-confirm`} onClick={confirm}>
          {action}
        </Button>
        <Button tone="plain" onClick={cancel}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </section>
  );
}
