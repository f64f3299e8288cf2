import { useEffect, useRef } from "react";
import { useReadable, useWorld } from "./panel-context";

/** The answerer's voice, on the unit's loudspeaker. It stays in the page: a new element would play late. */
export function RemoteVoice() {
  const stream = useReadable(useWorld().remoteAudio);
  const { volume } = useReadable(useWorld().model);
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream !== null) element.play().catch(() => undefined); // plays after the visitor's next touch
  }, [stream]);
  useEffect(() => {
    if (audio.current !== null) audio.current.volume = volume;
  }, [volume]);
  // biome-ignore lint/a11y/useMediaCaption: somebody speaks live at the other end
  return <audio ref={audio} autoPlay data-testid="panel-remote-audio" />;
}
