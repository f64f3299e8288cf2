import type { ReactNode } from "react";
import { useTitle } from "./use-title";

export interface PageProps {
  title: string;
  lead?: string | null;
  /** How many things on the page wait to be looked at; stands in the browser's tab. */
  count?: number;
  /** What one can begin here. */
  action?: ReactNode;
  children: ReactNode;
}

/** One task's page. */
export function Page({ title, lead, count = 0, action, children }: PageProps) {
  useTitle(title, count);
  return (
    <main
      id="main"
      tabIndex={-1}
      className="w-full max-w-6xl flex-1 px-4 pt-6 pb-10 outline-none lg:px-8 print:p-0"
    >
      <header className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-24 leading-snug">{title}</h1>
          {lead ? <p className="text-16 text-quiet">{lead}</p> : null}
        </div>
        {action}
      </header>
      <div className="flex flex-col gap-6">{children}</div>
    </main>
  );
}
