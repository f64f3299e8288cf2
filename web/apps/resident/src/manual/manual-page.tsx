import { useReadable } from "@genkan/shell";
import { Phone } from "lucide-react";
import type { Me } from "../app/api-types";
import { BackLink } from "../app/back-link";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { Section } from "../me/facts";
import { pictureOf, SECTIONS } from "./sections";
import { useManualWords } from "./use-manual-words";

/** 「入居者用マニュアル」: how everything is used, and whom to ask. The portal prints the same words. */
export function ManualPage() {
  const { t, i18n } = useManualWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  if (view.state !== "signed_in") return null;
  return (
    <Page
      title={t("manual.title")}
      lead={t("manual.lead")}
      back={<BackLink to="/me">{t("resident:tab.me")}</BackLink>}
    >
      {SECTIONS.map(({ id, steps, picture }) => (
        <Section key={id} title={t(`manual.${id}.title`)}>
          <ol className="flex list-decimal flex-col gap-3 py-3 pl-6 text-16 marker:text-quiet">
            {steps.map((step) => (
              <li key={step} className="pl-1">
                {t(step)}
              </li>
            ))}
          </ol>
          {picture === null ? null : (
            <img
              src={pictureOf(id, i18n.language)}
              alt={t(picture)}
              width={390}
              height={844}
              loading="lazy"
              className="mx-auto mb-4 h-auto w-52 rounded-control border border-line"
            />
          )}
        </Section>
      ))}
      <Section title={t("manual.support.title")}>
        <Contacts homes={view.me.homes} />
      </Section>
    </Page>
  );
}

/** Whom the residents of each home ask. */
function Contacts({ homes }: { homes: Me["homes"] }) {
  const { t } = useManualWords();
  const known = homes.filter((home) => home.support_phone !== "" || home.support_hours !== "");
  if (known.length === 0) return <p className="py-3 text-16 text-quiet">{t("manual.support.none")}</p>;
  return known.map((home) => (
    <div key={home.household_id} className="py-3 text-16">
      <p className="text-14 text-quiet">{known.length > 1 ? home.building_name : t("manual.support.lead")}</p>
      {home.support_phone === "" ? null : (
        <a
          href={`tel:${home.support_phone}`}
          data-testid="manual-support"
          className="tabular flex min-h-14 items-center gap-2 font-semibold text-20 text-indigo"
        >
          <Phone size={20} strokeWidth={1.75} aria-hidden />
          {home.support_phone}
        </a>
      )}
      <p>{home.support_hours}</p>
    </div>
  ));
}
