import { clsx } from "clsx";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Spinner } from "./spinner";

type Tone = "primary" | "quiet" | "pine" | "danger" | "plain";
type Size = "small" | "medium" | "large";

const TONES: Record<Tone, string> = {
  primary: "bg-indigo text-on-fill",
  pine: "bg-pine text-on-fill",
  danger: "bg-crimson text-on-fill",
  quiet: "bg-sunken text-ink",
  plain: "bg-transparent text-indigo",
};

const SIZES: Record<Size, string> = {
  small: "min-h-12 px-4 text-14",
  medium: "min-h-12 px-5 text-16",
  large: "min-h-16 px-6 text-20",
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: Tone;
  size?: Size;
  isWide?: boolean;
  /** Shows progress and takes no press; the width stays. */
  isBusy?: boolean;
  icon?: ReactNode;
}

export function Button({
  tone = "primary",
  size = "medium",
  isWide = false,
  isBusy = false,
  icon,
  className,
  children,
  disabled,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex select-none items-center justify-center gap-2 rounded-control font-semibold leading-tight",
        "transition-[background-color,opacity,scale] active:scale-[0.985] disabled:bg-sunken disabled:text-quiet disabled:active:scale-100",
        TONES[tone],
        SIZES[size],
        isWide && "w-full",
        className,
      )}
      disabled={disabled}
      aria-busy={isBusy || undefined}
      // A busy button keeps its focus: a disabled one would drop a keyboard user to the page's start.
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {isBusy ? <Spinner size={20} /> : icon}
      {children}
    </button>
  );
}
