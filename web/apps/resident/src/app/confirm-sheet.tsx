import type { Answer } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useState } from "react";
import { useWords } from "./use-words";

interface ConfirmSheetProps<BodyT> {
  title: string;
  text: string;
  /** What the button says that does it. */
  action: string;
  testId: string;
  /** Does it. Refused, the sheet stays and says why; done, `onDone` decides what follows. */
  run(): Promise<Answer<BodyT>>;
  onDone(body: BodyT): void;
  close(): void;
}

/** Asks before something that hurts, and keeps the question open when it is refused. */
export function ConfirmSheet<BodyT>({
  title,
  text,
  action,
  testId,
  run,
  onDone,
  close,
}: ConfirmSheetProps<BodyT>) {
  const { t } = useWords();
  const [reason, setReason] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const answer = await run();
    if (answer.ok) return onDone(answer.body);
    setBusy(false);
    setReason(answer.refusal.reason);
  };
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && close()} title={title} description={text}>
      <div className="flex flex-col gap-3">
        {reason === null ? null : <Banner tone="danger">{tellProblem(t, reason)}</Banner>}
        <Button
          tone="danger"
          size="large"
          isWide
          isBusy={isBusy}
          data-testid={testId}
          onClick={() => void confirm()}
        >
          {action}
        </Button>
        <Button tone="quiet" size="large" isWide onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </Sheet>
  );
}
