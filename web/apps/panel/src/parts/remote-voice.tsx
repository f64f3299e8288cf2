import { useEffect, useRef } from "react";
import { useReadable, useWorld } from "./panel-context";

/**
 * The answerer's voice, on the unit's loudspeaker.
 *
 * Each phone that rings has its player running, muted: one that starts with the answer plays late.
 */
export function RemoteVoice() {
  const heard = useReadable(useWorld().remoteAudio);
  const expected = useReadable(useWorld().expectedAudio);
  const { volume } = useReadable(useWorld().model);
  const streams = heard === null || expected.includes(heard) ? expected : [...expected, heard];
  return streams.map((stream) => (
    <Player key={stream.id} stream={stream} volume={volume} isHeard={stream === heard} />
  ));
}

function Player({ stream, volume, isHeard }: { stream: MediaStream; volume: number; isHeard: boolean }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.muted = !isHeard;
    if (element.srcObject !== stream) element.srcObject = stream;
    element.play().catch(() => undefined); // plays after the visitor's next touch
  }, [stream, isHeard]);
  useEffect(() => {
    if (audio.current !== null) audio.current.volume = volume;
  }, [volume]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: somebody speaks live at the other end
    <audio ref={audio} autoPlay data-testid={isHeard ? "panel-remote-audio" : undefined} />
  );
}
