import type { Refusal } from "@genkan/link";
import { useProof, useReadable } from "@genkan/shell";
import { NewPassword, Problem } from "@genkan/shell/entry";
import { Banner, Button, Skeleton, TextField } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { Check } from "lucide-react";
import { type FormEvent, lazy, useEffect, useState } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { Section } from "../me/facts";
import { type AddressKind, accountApi, type Profile } from "./account-api";
import { AddressSheet } from "./address-sheet";
import { BackToMe } from "./back-to-me";
import { OwnDataSection } from "./own-data-section";
import { useAccountWords } from "./words";

const ProofSheet = lazy(() => import("./proof-sheet"));

type Open = AddressKind | "password" | null;

/** Names, mail address, mobile number and password of whoever is signed in. */
export function ProfilePage() {
  const { t } = useAccountWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const [profile, setProfile] = useState<Profile | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState<string | null>(null);
  const proof = useProof(ProofSheet);

  useEffect(() => {
    void accountApi.profile().then((answer) => {
      if (answer.ok) setProfile(answer.body);
      else setRefusal(answer.refusal);
    });
  }, []);

  const finish = (changed: Profile | null, words: string) => {
    if (changed !== null) setProfile(changed);
    setOpen(null);
    setDone(words);
  };

  return (
    <Page title={t("profile.title")}>
      <BackToMe />
      <Problem refusal={refusal} />
      {done === null ? null : (
        <Banner tone="success" icon={<Check size={20} />} data-testid="profile-done">
          {done}
        </Banner>
      )}
      {profile === null ? (
        refusal === null ? (
          <Skeleton className="h-64 rounded-card" />
        ) : null
      ) : (
        <>
          <Section title={t("profile.names")}>
            <NamesForm
              profile={profile}
              onSaved={(saved, displayName) => {
                if (view.state === "signed_in") session.enter({ ...view.me, display_name: displayName });
                finish(saved, t("profile.saved"));
              }}
            />
          </Section>
          <Section title={t("profile.signIn")}>
            <Row
              term={t("profile.email")}
              value={profile.email}
              action={t("profile.change")}
              testid="change-email"
              onAction={() => setOpen("email")}
            />
            <Row
              term={t("profile.mobile")}
              value={profile.mobile}
              action={t("profile.change")}
              testid="change-mobile"
              onAction={() => setOpen("mobile")}
            />
            <Row
              term={t("profile.password")}
              value={t(profile.has_password ? "profile.passwordSet" : "profile.passwordUnset")}
              action={t("profile.change")}
              testid="change-password"
              onAction={() => setOpen("password")}
            />
          </Section>
          <OwnDataSection withProof={proof.withProof} />
        </>
      )}
      {open === "email" || open === "mobile" ? (
        <AddressSheet
          kind={open}
          withProof={proof.withProof}
          close={() => setOpen(null)}
          onChanged={(changed) => finish(changed, t("profile.addressChanged"))}
        />
      ) : null}
      {open === "password" ? (
        <Sheet isOpen onOpenChange={(isOpen) => !isOpen && setOpen(null)} title={t("profile.newPassword")}>
          <NewPassword
            choose={async (password) => {
              const answer = await proof.withProof(() => accountApi.changePassword(password));
              if (answer === null) return null;
              if (!answer.ok) return answer.refusal;
              finish(profile && { ...profile, has_password: true }, t("profile.passwordChanged"));
              return null;
            }}
          />
        </Sheet>
      ) : null}
      {proof.ask}
    </Page>
  );
}

function Row({
  term,
  value,
  action,
  testid,
  onAction,
}: {
  term: string;
  value: string | null;
  action: string;
  testid: string;
  onAction(): void;
}) {
  const { t } = useAccountWords();
  return (
    <div className="flex min-h-16 items-center justify-between gap-3 py-2">
      <div className="min-w-0">
        <p className="text-14 text-quiet">{term}</p>
        <p className="break-words text-16">{value ?? t("profile.none")}</p>
      </div>
      <Button tone="plain" className="-mr-3 shrink-0" data-testid={testid} onClick={onAction}>
        {action}
        <span className="sr-only">{term}</span>
      </Button>
    </div>
  );
}

function NamesForm({
  profile,
  onSaved,
}: {
  profile: Profile;
  onSaved(saved: Profile, displayName: string): void;
}) {
  const { t } = useAccountWords();
  const [family, setFamily] = useState(profile.family_name);
  const [given, setGiven] = useState(profile.given_name);
  const [landline, setLandline] = useState(profile.landline ?? "");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await accountApi.changeProfile({
      family_name: family,
      given_name: given,
      language: profile.language === "en" ? "en" : "ja",
      landline: landline.trim() === "" ? null : landline,
    });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) onSaved(answer.body, answer.body.display_name);
  };
  return (
    <form className="flex flex-col gap-4 py-4" onSubmit={(event) => void submit(event)} noValidate>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t("profile.family")}
          autoComplete="family-name"
          value={family}
          onChange={(event) => setFamily(event.target.value)}
        />
        <TextField
          label={t("profile.given")}
          autoComplete="given-name"
          value={given}
          onChange={(event) => setGiven(event.target.value)}
        />
      </div>
      <TextField
        label={t("profile.landline")}
        type="tel"
        value={landline}
        onChange={(event) => setLandline(event.target.value)}
      />
      <Problem refusal={refusal} />
      <Button type="submit" isBusy={isBusy} data-testid="profile-save">
        {t("profile.save")}
      </Button>
    </form>
  );
}
