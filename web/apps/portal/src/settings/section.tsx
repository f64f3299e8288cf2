import { Card } from "@genkan/ui";
import { type ReactNode, useId } from "react";

export interface SectionProps {
  title: string;
  text?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the settings. */
export function Section({ title, text, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card className="flex flex-col gap-4 p-5 lg:p-6">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-52 flex-1">
            <h2 id={id} className="font-semibold text-20 leading-snug">
              {title}
            </h2>
            {text ? <p className="text-14 text-quiet">{text}</p> : null}
          </div>
          {action}
        </div>
        {children}
      </Card>
    </section>
  );
}
