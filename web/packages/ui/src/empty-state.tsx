import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** 1 where nothing else on the page has a heading. */
  level?: 1 | 2;
}

/** What a list says while it has nothing: why, and the one thing to do about it. */
export function EmptyState({ icon, title, children, action, level = 2 }: EmptyStateProps) {
  const Title = `h${level}` as const;
  return (
    <div className="flex animate-fade flex-col items-center gap-3 px-6 py-16 text-center">
      <div className="grid size-16 place-items-center rounded-full bg-sunken text-quiet">{icon}</div>
      <Title className="font-semibold text-20 text-balance">{title}</Title>
      {children ? <div className="max-w-prose text-16 text-quiet">{children}</div> : null}
      {action}
    </div>
  );
}
