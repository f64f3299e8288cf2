import { clsx } from "clsx";
import type { HTMLAttributes, ReactNode } from "react";

const TONES = {
  info: "bg-indigo-wash text-ink",
  warning: "bg-amber-wash text-ink",
  danger: "bg-crimson-wash text-ink",
  success: "bg-pine-wash text-ink",
} as const;

const ICON_TONES = {
  info: "text-indigo",
  warning: "text-amber",
  danger: "text-crimson",
  success: "text-pine",
};

export interface BannerProps extends HTMLAttributes<HTMLDivElement> {
  tone?: keyof typeof TONES;
  icon?: ReactNode;
  /** Something to do about it. */
  action?: ReactNode;
}

/** A sentence about the state of things. Read out when it appears: at once for a danger, else when idle. */
export function Banner({ tone = "info", icon, action, className, children, ...rest }: BannerProps) {
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={clsx("flex items-start gap-3 rounded-control px-4 py-3 text-16", TONES[tone], className)}
      {...rest}
    >
      {icon ? <span className={clsx("mt-0.5 shrink-0", ICON_TONES[tone])}>{icon}</span> : null}
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
