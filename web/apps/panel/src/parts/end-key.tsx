import { type ReactNode, useEffect, useState } from "react";
import { Pressable } from "./pressable";

/** The second tap of a hasty 「呼出」 lands where this key appears. */
const ARMED_AFTER_MS = 500;

/** The one key of a call: ends it. */
export function EndKey({
  tone,
  onPress,
  children,
}: {
  tone: "quiet" | "crimson";
  onPress: (() => void) | null;
  children: ReactNode;
}) {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Pressable
      className="end-key"
      data-tone={tone}
      data-testid="panel-hangup"
      onPress={isArmed ? onPress : null}
    >
      {children}
    </Pressable>
  );
}
