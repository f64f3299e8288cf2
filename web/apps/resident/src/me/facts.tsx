import { Card } from "@genkan/ui";
import type { ReactNode } from "react";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="px-1 font-semibold text-16">{title}</h2>
      <Card className="flex flex-col divide-y divide-line px-5">{children}</Card>
    </section>
  );
}

export interface Fact {
  term: string;
  value: string;
  note?: string;
}

export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line">
      {rows.map(({ term, value, note }) => (
        <div key={`${term}-${value}`} className="flex min-h-14 items-center justify-between gap-6 py-2.5">
          <dt className="shrink-0 text-16 text-quiet">{term}</dt>
          <dd className="tabular min-w-0 select-text break-words text-right text-16">
            {value}
            {note ? <span className="block text-14 text-quiet">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
