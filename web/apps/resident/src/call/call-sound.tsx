import { Button } from "@genkan/ui";
import { Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../app/use-words";

/**
 * The visitor's voice in a plain <audio> element. Where the browser wants a tap first, it asks for one.
 *
 * It plays, muted, from the first packet on: a player takes 80 ms to start, and the answer is not to wait for it.
 */
export function CallSound({ stream, isOn }: { stream: MediaStream | null; isOn: boolean }) {
  const { t } = useWords();
  const element = useRef<HTMLAudioElement>(null);
  const [needsTap, setNeedsTap] = useState(false);
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    audio.muted = !isOn;
    if (audio.srcObject !== stream) audio.srcObject = stream;
    setNeedsTap(false);
    if (stream !== null) audio.play().catch((error: unknown) => setNeedsTap(isOn && isBlocked(error)));
  }, [stream, isOn]);
  const play = () => {
    setNeedsTap(false);
    element.current?.play().catch(() => setNeedsTap(true));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a live voice; there is nothing to caption it with */}
      <audio ref={element} data-testid="call-audio" />
      {needsTap ? (
        <div className="absolute inset-x-0 top-40 z-10 flex justify-center">
          <Button icon={<Volume2 size={20} />} onClick={play}>
            {t("call.tapForSound")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A play that a newer stream interrupted is no refusal. */
function isBlocked(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}
