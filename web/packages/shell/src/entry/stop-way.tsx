import type { Answer, Refusal } from "@genkan/link";
import { Banner, Button } from "@genkan/ui";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { NewPassword } from "./new-password";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

interface StopWayProps {
  stop(): Promise<Answer<{ token: string }>>;
  choose(token: string, password: string): Promise<Answer<unknown>>;
  onLater(): void;
}

/** By the link in the notice of a new device: all devices are signed out, then a new password may be chosen. */
export function StopWay({ stop, choose, onLater }: StopWayProps) {
  const { t } = useEntryWords();
  const [grant, setGrant] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async () => {
    setBusy(true);
    const answer = await stop();
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setGrant(answer.body.token);
  };
  if (grant === null)
    return (
      <div className="flex flex-col gap-5">
        <p className="text-16">{t("stop.text")}</p>
        <Problem refusal={refusal} />
        <Button
          tone="danger"
          size="large"
          isWide
          isBusy={isBusy}
          data-testid="stop-devices"
          onClick={() => void run()}
        >
          {t("stop.run")}
        </Button>
        <p className="text-14 text-quiet">{t("stop.not")}</p>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <Banner tone="success" icon={<CircleCheck size={20} />} data-testid="stop-done">
        {t("stop.done")}
      </Banner>
      <p className="text-16">{t("stop.password")}</p>
      <NewPassword
        choose={async (password) => {
          const answer = await choose(grant, password);
          return answer.ok ? null : answer.refusal;
        }}
      />
      <Button tone="plain" onClick={onLater}>
        {t("stop.later")}
      </Button>
    </div>
  );
}
