import { changeLanguage, LANGUAGES, type Language } from "@genkan/i18n";
import { useReadable } from "@genkan/shell";
import { Button, chooseTheme, readTheme, THEMES } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { ChevronRight, LogOut } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { usePageWords } from "../app/use-page-words";
import { LockRow } from "../lock/lock-row";
import { Choice } from "./choice";
import { Facts, Section } from "./facts";
import { MicrophoneRow } from "./microphone-row";
import { PageLink } from "./page-link";
import { PushRow } from "./push-row";
import { QuietCard } from "./quiet-card";
import { useRuleWords } from "./rule-words";
import { RulesCard } from "./rules-card";

const ContactRows = lazy(() => import("../contact/contact-rows"));
const SignOutSheet = lazy(() => import("./sign-out-sheet"));

export function MePage() {
  useRuleWords();
  const { t, i18n } = usePageWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const [theme, setTheme] = useState(readTheme);
  const [isLeaving, setLeaving] = useState(false);
  if (view.state !== "signed_in") return null;
  const { me } = view;
  return (
    <Page title={t("me.title")}>
      <Section title={t("me.account")}>
        <Facts
          rows={[
            { term: t("me.name"), value: me.display_name },
            { term: t("me.username"), value: me.username },
            { term: t("me.serverId"), value: me.server_id },
            ...me.homes.map((home) => ({
              term: t("me.homes"),
              value: t("home.room", { building: home.building_name, number: home.number }),
              note: home.role === "master" ? t("me.role.master") : t("me.role.family"),
            })),
          ]}
        />
        <PageLink to="/me/profile" words={t("me.profile")} />
        <PageLink to="/me/devices" words={t("me.devices")} />
      </Section>
      {me.homes.length === 0 ? null : (
        <Section title={t("me.family")}>
          {me.homes.map((home) => (
            <Link
              key={home.household_id}
              to="/me/family/$householdId"
              params={{ householdId: home.household_id }}
              data-testid="me-family"
              className="flex min-h-14 items-center justify-between gap-4 text-16"
            >
              <span className="min-w-0">
                {t("me.familyMembers")}
                {me.homes.length > 1 ? (
                  <span className="block text-14 text-quiet">
                    {t("home.room", { building: home.building_name, number: home.number })}
                  </span>
                ) : null}
              </span>
              <ChevronRight size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
            </Link>
          ))}
        </Section>
      )}
      <Section title={t("me.authentication")}>
        <Link
          to="/me/pin"
          data-testid="me-pin"
          className="flex min-h-14 items-center justify-between gap-4 text-16"
        >
          {t("me.pin")}
          <ChevronRight size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        </Link>
        <LockRow />
      </Section>
      <Section title={t("me.calls")}>
        <PushRow />
        <MicrophoneRow />
        <QuietCard />
        <Suspense fallback={null}>
          <ContactRows me={me} />
        </Suspense>
      </Section>
      {me.homes.map((home) => (
        <Section
          key={home.household_id}
          title={me.homes.length > 1 ? `${t("rules.title")} · ${home.number}` : t("rules.title")}
        >
          <RulesCard home={home} />
        </Section>
      ))}
      <Section title={t("me.help")}>
        <PageLink to="/me/manual" words={t("me.manual")} />
      </Section>
      <Section title={t("me.display")}>
        <Choice
          legend={t("common:language")}
          name="language"
          value={i18n.language}
          options={LANGUAGES.map((language) => ({
            value: language,
            label: t(`common:language.${language}`),
          }))}
          choose={(language) => void changeLanguage(i18n, language as Language)}
        />
        <Choice
          legend={t("common:theme")}
          name="theme"
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`common:theme.${value}`) }))}
          choose={(value) => {
            const chosen = THEMES.find((known) => known === value) ?? "system";
            chooseTheme(chosen);
            setTheme(chosen);
          }}
        />
      </Section>
      <Button
        tone="quiet"
        isWide
        icon={<LogOut size={20} strokeWidth={1.75} />}
        data-testid="sign-out"
        onClick={() => setLeaving(true)}
      >
        {t("me.signOut")}
      </Button>
      <p className="text-center text-14 text-quiet">
        {t("common:app.name")} · {t("me.version", { version: __APP_VERSION__ })}
      </p>
      {isLeaving ? (
        <Suspense fallback={null}>
          <SignOutSheet close={() => setLeaving(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
