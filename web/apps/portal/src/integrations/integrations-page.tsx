import { EmptyState } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, BookOpen, Building2 } from "lucide-react";
import { CannotShow } from "../app/cannot-show";
import { placesQuery, tokensQuery, webhooksQuery } from "../app/data";
import { Page } from "../app/page";
import { OfProperty } from "../app/property-choice";
import { TableSoon } from "../devices/table-soon";
import { TokensSection } from "./tokens-section";
import { useIntegrationWords } from "./use-integration-words";
import { WebhooksSection } from "./webhooks-section";

/** What other programs may do with a property, and what they are told of it. */
export function IntegrationsPage() {
  const { t } = useIntegrationWords();
  const places = useQuery(placesQuery);
  return (
    <Page
      title={t("integrations.title")}
      lead={t("integrations.lead")}
      action={
        <Link
          to="/api/reference"
          className="inline-flex min-h-12 items-center gap-2 font-medium text-16 text-indigo"
          data-testid="portal-reference-open"
        >
          <BookOpen size={20} strokeWidth={1.75} aria-hidden />
          {t("reference.open")}
        </Link>
      }
    >
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow
          title={t("integrations.refused")}
          error={places.error}
          retry={() => void places.refetch()}
        />
      ) : null}
      {places.data?.length === 0 ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("settings.empty.title")}>
          {t("settings.empty.manager")}
        </EmptyState>
      ) : null}
      {places.data !== undefined && places.data.length > 0 ? (
        <OfProperty places={places.data}>{(place) => <Parts propertyId={place.property_id} />}</OfProperty>
      ) : null}
      <p>
        <Link to="/settings" className="inline-flex min-h-12 items-center gap-2 text-16 text-indigo">
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          {t("integrations.back")}
        </Link>
      </p>
    </Page>
  );
}

/** Both at once: what comes piece by piece slides away from under a pointer. */
function Parts({ propertyId }: { propertyId: string }) {
  const tokens = useQuery(tokensQuery(propertyId));
  const webhooks = useQuery(webhooksQuery(propertyId));
  if (tokens.isPending || webhooks.isPending) return <TableSoon />;
  return (
    <>
      <TokensSection propertyId={propertyId} />
      <WebhooksSection propertyId={propertyId} />
    </>
  );
}
