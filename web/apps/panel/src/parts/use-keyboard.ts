import { useEffect } from "react";
import type { Commands, Digit } from "../model/view";

/** Let a keyboard type as the keys on the screen do. */
export function useKeyboard(commands: Commands): void {
  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const command = findCommand(commands, event);
      if (command === null) return;
      event.preventDefault();
      command();
    };
    window.addEventListener("keydown", type);
    return () => window.removeEventListener("keydown", type);
  }, [commands]);
}

function findCommand(commands: Commands, { key, target }: KeyboardEvent): (() => void) | null {
  if (/^[0-9]$/.test(key)) {
    const { press } = commands;
    return press === null ? null : () => press(key as Digit);
  }
  if (key === "Backspace") return commands.correct;
  if (key === "Escape") {
    return commands.hangUp ?? commands.dismiss ?? commands.clear ?? commands.leaveKeys;
  }
  // Enter on a focused button presses that button.
  if (key === "Enter" && !(target instanceof HTMLButtonElement)) {
    return commands.call ?? commands.unlock ?? commands.again ?? commands.dismiss;
  }
  return null;
}
