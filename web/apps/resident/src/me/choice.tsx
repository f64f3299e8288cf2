import { clsx } from "clsx";

export interface ChoiceProps {
  legend: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
  choose(value: string): void;
}

/** One of a few, side by side: native radio buttons, so keyboard and screen reader know them. */
export function Choice({ legend, name, value, options, choose }: ChoiceProps) {
  return (
    <fieldset className="py-4">
      <legend className="float-left mb-2 w-full text-16 text-quiet">{legend}</legend>
      <div className="clear-both flex gap-1 rounded-control bg-sunken p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative flex min-h-12 flex-1 cursor-pointer items-center justify-center rounded-[9px] px-2 text-center text-16 leading-tight",
              "has-focus-visible:outline-3 has-focus-visible:outline-indigo",
              option.value === value ? "bg-surface font-semibold text-ink" : "text-quiet",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => choose(option.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
