import type { ReactNode } from "react";

interface SliderProps {
  label: ReactNode;
  hint?: string;
  value: number;
  /** The value in words. */
  says: string;
  least: number;
  testId: string;
  set(value: number): void;
}

/** A share in per cent, chosen with a finger; what it says is read aloud, too. */
export function Slider({ label, hint, value, says, least, testId, set }: SliderProps) {
  return (
    <label className="block text-14">
      <span className="flex justify-between gap-4 font-medium">
        <span>{label}</span>
        <span className="tabular">{says}</span>
      </span>
      <input
        type="range"
        min={least}
        max={100}
        step={10}
        className="min-h-12 w-full accent-indigo"
        aria-valuetext={says}
        value={value}
        data-testid={testId}
        onChange={(event) => set(Number(event.target.value))}
      />
      {hint === undefined ? null : <span className="block text-quiet">{hint}</span>}
    </label>
  );
}
