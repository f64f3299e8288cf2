import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Download } from "lucide-react";
import { useMemo } from "react";
import { CannotShow } from "../app/cannot-show";
import { openApiQuery } from "../app/data";
import { Page } from "../app/page";
import { TableSoon } from "../devices/table-soon";
import { Section } from "../settings/section";
import { type FieldLine, type OperationGroup, readMessage, readReference } from "./openapi";
import { Fields, OperationCard } from "./operation-card";
import { useIntegrationWords } from "./use-integration-words";

const DOCUMENT = "/api/openapi.json";

/** What programs can ask for: drawn from the document by which the server describes itself. */
export function ReferencePage() {
  const { t } = useIntegrationWords();
  const document = useQuery(openApiQuery);
  const groups = useMemo(() => readReference(document.data), [document.data]);
  return (
    <Page
      title={t("reference.title")}
      lead={t("reference.lead")}
      action={
        <a
          href={DOCUMENT}
          download="genkan-openapi.json"
          className="inline-flex min-h-12 items-center gap-2 font-medium text-16 text-indigo"
        >
          <Download size={20} strokeWidth={1.75} aria-hidden />
          {t("reference.download")}
        </a>
      }
    >
      <HowToAsk />
      {document.isPending ? <TableSoon /> : null}
      {document.isError ? (
        <CannotShow
          title={t("reference.refused")}
          error={document.error}
          retry={() => void document.refetch()}
        />
      ) : null}
      {groups.map((group) => (
        <Group key={group.tag} group={group} />
      ))}
      {document.data === undefined ? null : <Messages fields={readMessage(document.data)} />}
      <p>
        <Link to="/api" className="inline-flex min-h-12 items-center gap-2 text-16 text-indigo">
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          {t("reference.back")}
        </Link>
      </p>
    </Page>
  );
}

function HowToAsk() {
  const { t } = useIntegrationWords();
  const example = `curl -H "Authorization: Bearer $GENKAN_TOKEN" ${location.origin}/api/portal/properties`;
  return (
    <Section title={t("reference.auth")} text={t("reference.authText")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <pre tabIndex={0} className="overflow-x-auto rounded-control bg-sunken px-4 py-3 text-14">
        {example}
      </pre>
      <ul className="list-disc pl-5 text-14">
        <li>{t("reference.pace")}</li>
        <li>{t("reference.errors")}</li>
        <li>{t("reference.foreign")}</li>
        <li>{t("reference.grows")}</li>
      </ul>
    </Section>
  );
}

const KNOWN_TAGS = ["properties", "stations", "alarms", "events", "households", "credentials"] as const;

function Group({ group }: { group: OperationGroup }) {
  const { t } = useIntegrationWords();
  const known = KNOWN_TAGS.find((tag) => tag === group.tag);
  return (
    <Section title={known === undefined ? group.tag : t(`reference.tag.${known}`)}>
      <ul className="flex flex-col divide-y divide-line">
        {group.operations.map((operation) => (
          <OperationCard key={`${operation.method} ${operation.path}`} operation={operation} />
        ))}
      </ul>
    </Section>
  );
}

/** What is posted to webhooks, and how it is known to be ours. */
function Messages({ fields }: { fields: FieldLine[] }) {
  const { t } = useIntegrationWords();
  return (
    <Section title={t("reference.hooks")} text={t("reference.hooksText")}>
      <ul className="list-disc pl-5 text-14">
        <li>{t("reference.hooksSigned")}</li>
        <li>{t("reference.hooksOnce")}</li>
      </ul>
      <Fields title={t("reference.hooksRequest")} fields={fields} />
    </Section>
  );
}
