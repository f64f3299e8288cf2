import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { type SelectHTMLAttributes, useId } from "react";

export interface SelectFieldProps extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string;
  hint?: string;
  error?: string | null;
}

/** One of several, chosen with the system's own list. */
export function SelectField({ label, hint, error, className, id, children, ...rest }: SelectFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={fieldId} className="mb-1.5 block font-medium text-14 text-ink">
        {label}
      </label>
      <div className="relative">
        <select
          id={fieldId}
          className={clsx(
            "min-h-14 w-full appearance-none truncate rounded-control border bg-surface pr-11 pl-4 text-16 text-ink",
            error ? "border-crimson" : "border-quiet/60",
          )}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${fieldId}-note` : undefined}
          {...rest}
        >
          {children}
        </select>
        <ChevronDown
          size={20}
          strokeWidth={1.75}
          aria-hidden
          className="pointer-events-none absolute top-4.5 right-4 text-quiet"
        />
      </div>
      {note ? (
        <p id={`${fieldId}-note`} className={clsx("mt-1.5 text-14", error ? "text-crimson" : "text-quiet")}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
