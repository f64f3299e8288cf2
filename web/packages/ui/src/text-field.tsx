import { clsx } from "clsx";
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  error?: string | null;
  /** Stands in the field's right end, such as a button that shows the password. */
  trailing?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, trailing, className, id, ...rest }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={fieldId} className="mb-1.5 block font-medium text-14 text-ink">
        {label}
      </label>
      <div
        className={clsx(
          "flex min-h-14 items-stretch rounded-control border bg-surface transition-colors focus-within:border-indigo",
          "focus-within:outline-3 focus-within:outline-indigo focus-within:-outline-offset-2",
          error ? "border-crimson" : "border-quiet/60",
        )}
      >
        <input
          id={fieldId}
          className="min-w-0 flex-1 rounded-control bg-transparent px-4 text-16 outline-none placeholder:text-quiet"
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${fieldId}-note` : undefined}
          {...rest}
        />
        {trailing}
      </div>
      {note ? (
        <p id={`${fieldId}-note`} className={clsx("mt-1.5 text-14", error ? "text-crimson" : "text-quiet")}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
