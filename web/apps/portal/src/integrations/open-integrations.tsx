import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useWords } from "../app/use-words";
import { Section } from "../settings/section";

/** The way to what other programs may do with the property. */
export function OpenIntegrations({ propertyId }: { propertyId: string }) {
  const { t } = useWords();
  return (
    <Section
      title={t("integrations.title")}
      text={t("integrations.card")}
      action={
        <Link
          to="/api"
          search={{ property: propertyId }}
          className="inline-flex min-h-12 items-center gap-1 font-medium text-16 text-indigo"
          data-testid="portal-integrations-open"
        >
          {t("integrations.open")}
          <ChevronRight size={20} strokeWidth={1.75} aria-hidden />
        </Link>
      }
    >
      {null}
    </Section>
  );
}
