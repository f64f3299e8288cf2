import { type ButtonHTMLAttributes, type PointerEvent, useRef, useState } from "react";

const SHOWN_MS = 120; // a tap is shorter than the eye needs

export interface PressableProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> {
  /** Null makes the button impossible to press. */
  onPress: (() => void) | null;
}

/**
 * A button that acts when it is touched, not when it is let go, as a real key does.
 *
 * Keyboards and screen readers click without a pointer; they are served by the click.
 */
export function Pressable({ onPress, children, ...rest }: PressableProps) {
  const [isPressed, setPressed] = useState(false);
  const actedOnPointer = useRef(false);

  const touch = (event: PointerEvent) => {
    if (event.button !== 0 || onPress === null) return;
    actedOnPointer.current = true;
    setPressed(true);
    setTimeout(() => setPressed(false), SHOWN_MS);
    onPress();
  };
  const click = () => {
    const isDone = actedOnPointer.current;
    actedOnPointer.current = false;
    if (!isDone) onPress?.();
  };

  return (
    <button
      type="button"
      disabled={onPress === null}
      data-pressed={isPressed || undefined}
      onPointerDown={touch}
      onClick={click}
      // A touched key must not take the focus: Enter on a keyboard means 「呼出」, not that key again.
      onMouseDown={(event) => event.preventDefault()}
      {...rest}
    >
      {children}
    </button>
  );
}
