import { clsx } from "clsx";
import { type Ref, useId } from "react";

const DIGITS = /[0-9]/g;

/** Give the digits of what was typed or pasted, full-width ones too. */
export function digitsOf(text: string): string {
  return (text.normalize("NFKC").match(DIGITS) ?? []).join("");
}

export interface CodeBoxesProps {
  label: string;
  length: number;
  value: string;
  onChange(digits: string): void;
  isWrong?: boolean;
  /** Shown as dots; nobody looks over the shoulder. */
  isSecret?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A code in boxes. One field lies over them all, so that a phone offers the code of a text and pasting works. */
export function CodeBoxes(props: CodeBoxesProps) {
  const { label, length, value, onChange, isWrong = false, isSecret = false, ref } = props;
  const id = useId();
  const places = Array.from({ length }, (_, place) => place);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-14">
        {label}
      </label>
      <div className="relative focus-within:[&_[data-next=true]]:border-indigo focus-within:[&_[data-next=true]]:ring-2 focus-within:[&_[data-next=true]]:ring-indigo">
        <div className="grid auto-cols-fr grid-flow-col gap-2" aria-hidden>
          {places.map((place) => (
            <span
              key={place}
              data-next={place === Math.min(value.length, length - 1)}
              className={clsx(
                "grid h-14 place-items-center rounded-control border bg-surface font-semibold text-24 tabular-nums",
                isWrong ? "border-crimson" : "border-quiet/60",
              )}
            >
              {isSecret && place < value.length ? "●" : (value[place] ?? "")}
            </span>
          ))}
        </div>
        <input
          ref={ref}
          id={id}
          data-testid="code"
          className="absolute inset-0 w-full cursor-text bg-transparent text-transparent caret-transparent outline-none"
          inputMode="numeric"
          type={isSecret ? "password" : "text"}
          autoComplete={isSecret ? "off" : "one-time-code"}
          aria-invalid={isWrong || undefined}
          value={value}
          onChange={(event) => onChange(digitsOf(event.target.value).slice(0, length))}
        />
      </div>
    </div>
  );
}
