import { ChevronDown } from "lucide-react";
import type { FieldLine, OperationDoc } from "./openapi";
import { useIntegrationWords } from "./use-integration-words";

/** One operation: what it does at a glance, and when opened what it takes and gives. */
export function OperationCard({ operation }: { operation: OperationDoc }) {
  const { t } = useIntegrationWords();
  return (
    <li data-testid="portal-operation">
      <details className="group py-1">
        <summary className="flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 py-2 [&::-webkit-details-marker]:hidden">
          <span className="w-16 shrink-0 rounded-control bg-sunken px-2 py-1 text-center font-mono font-semibold text-14">
            {operation.method}
          </span>
          <span className="min-w-0 flex-1 break-all font-mono text-14">{operation.path}</span>
          <ChevronDown
            size={20}
            strokeWidth={1.75}
            aria-hidden
            className="shrink-0 text-quiet group-open:rotate-180"
          />
          <span lang="en" className="w-full text-14 text-quiet sm:pl-19">
            {operation.description}
          </span>
        </summary>
        <div className="flex flex-col gap-4 pb-4">
          <p className="text-14">
            {t("reference.scopes")}{" "}
            {operation.scopes.map((scope) => (
              <code key={scope} className="mr-2 rounded-control bg-sunken px-2 py-0.5 font-mono">
                {scope}
              </code>
            ))}
          </p>
          <Fields title={t("reference.query")} fields={operation.query} />
          <Fields title={t("reference.body")} fields={operation.body} />
          <Fields title={t("reference.answer", { status: operation.status })} fields={operation.answer} />
          {operation.answer.length === 0 ? (
            <p className="text-14">{t("reference.noContent", { status: operation.status })}</p>
          ) : null}
        </div>
      </details>
    </li>
  );
}

/** Names, types and meanings, below each other. */
export function Fields({ title, fields }: { title: string; fields: FieldLine[] }) {
  const { t } = useIntegrationWords();
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold text-14">{title}</h3>
      <dl className="divide-y divide-line rounded-control bg-sunken px-4">
        {fields.map((field) => (
          <div key={field.name} className="flex flex-wrap gap-x-3 py-2 text-14">
            <dt className="break-all font-mono font-semibold">{field.name}</dt>
            <dd className="break-words font-mono text-quiet">
              {field.type}
              {field.isRequired ? "" : ` ${t("reference.optional")}`}
            </dd>
            {field.description === "" ? null : (
              <dd lang="en" className="w-full">
                {field.description}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
