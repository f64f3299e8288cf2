import { clsx } from "clsx";

export interface FilterChipsProps<Value extends string> {
  legend: string;
  options: readonly { value: Value; label: string; count?: number }[];
  value: Value;
  choose(value: Value): void;
}

/** Which part of a table is shown, each with how many lines it would show where that is known. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { legend, options, value, choose } = props;
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "relative flex min-h-12 cursor-pointer items-center gap-2 rounded-full border px-4 text-14",
            "has-focus-visible:outline-3 has-focus-visible:outline-indigo",
            option.value === value
              ? "border-indigo bg-indigo-wash font-semibold text-indigo"
              : "border-line bg-surface text-quiet",
          )}
        >
          <input
            type="radio"
            name="filter"
            value={option.value}
            checked={option.value === value}
            onChange={() => choose(option.value)}
            data-testid={`portal-filter-${option.value}`}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
          {option.count === undefined ? null : <span className="tabular">{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}
