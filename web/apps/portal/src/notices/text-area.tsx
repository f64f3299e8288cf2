import { clsx } from "clsx";
import { type TextareaHTMLAttributes, useId } from "react";

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string;
  error?: string | null;
}

/** Several lines of text. */
export function TextArea({ label, error, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-14 text-ink">
        {label}
      </label>
      <textarea
        id={id}
        rows={7}
        className={clsx(
          "w-full rounded-control border bg-surface px-4 py-3 text-16 focus:outline-3 focus:outline-indigo focus:-outline-offset-2",
          error ? "border-crimson" : "border-quiet/60",
        )}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-note` : undefined}
        {...rest}
      />
      {error ? (
        <p id={`${id}-note`} className="mt-1.5 text-14 text-crimson">
          {error}
        </p>
      ) : null}
    </div>
  );
}
