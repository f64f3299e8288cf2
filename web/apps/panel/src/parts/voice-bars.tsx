import { type ReactNode, useEffect, useRef } from "react";
import { measureVoice } from "../browser/voice-meter";

const BARS = [0.45, 0.75, 1, 0.75, 0.45];

const START_AFTER_MS = 400; // the first words come before the picture of them

interface VoiceBarsProps {
  stream: MediaStream | null;
  label: string;
  icon: ReactNode;
  tone: "them" | "you";
  /** This voice is heard just now. */
  isActive: boolean;
  /** It should be, and is not. */
  isUnheard?: boolean;
  /** Gets every level that is measured. */
  hear: (level: number) => void;
}

/** Bars that move with a voice, so that both sides see whether they are heard. */
export function VoiceBars({ stream, label, icon, tone, isActive, isUnheard, hear }: VoiceBarsProps) {
  const bars = useRef<HTMLDivElement>(null);
  const heard = useRef(hear);
  heard.current = hear;
  useEffect(() => {
    if (stream === null) return;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop = measureVoice(stream, (level) => {
        bars.current?.style.setProperty("--level", level.toFixed(2));
        heard.current(level);
      });
    }, START_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [stream]);
  return (
    <div
      className="voice"
      data-tone={tone}
      data-active={isActive || undefined}
      data-unheard={isUnheard || undefined}
    >
      <span className="voice-label">
        {icon}
        {label}
      </span>
      <div className="voice-bars" ref={bars} aria-hidden="true">
        {BARS.map((reach, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: five fixed bars that never change places
          <i key={place} style={{ "--reach": reach } as React.CSSProperties} />
        ))}
      </div>
    </div>
  );
}
