import { useReadable } from "@genkan/shell";
import { Button, StatusDot } from "@genkan/ui";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";
import { usePageWords } from "../app/use-page-words";

const TONES = { granted: "good", denied: "warning", prompt: "idle" } as const;

/** Whether the visitor would hear this person, and what to do when not. */
export function MicrophoneRow() {
  const { t } = usePageWords();
  const { t: tDevice } = useDeviceWords();
  const { microphone } = useServices();
  const permission = useReadable(microphone.view);
  return (
    <div className="flex flex-col gap-2 py-3">
      <div className="flex min-h-10 items-center justify-between gap-4">
        <span className="text-16 text-quiet">{t("me.microphone")}</span>
        <StatusDot tone={TONES[permission]}>{t(`me.microphone.${permission}`)}</StatusDot>
      </div>
      {permission === "prompt" ? (
        <>
          <p className="text-14 text-quiet">{tDevice("ready.text")}</p>
          <Button tone="quiet" className="self-start" onClick={() => void microphone.ask()}>
            {tDevice("ready.allow")}
          </Button>
        </>
      ) : null}
      {permission === "denied" ? (
        <>
          <p className="text-14">{tDevice("ready.refused")}</p>
          <p className="text-14 text-quiet">{t("ready.how")}</p>
        </>
      ) : null}
    </div>
  );
}
