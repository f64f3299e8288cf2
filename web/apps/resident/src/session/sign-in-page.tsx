import { type SignedOutWhy, useReadable } from "@genkan/shell";
import { Entry, type EntryAddress, openEntryApi, SecondStep, useEntryWords } from "@genkan/shell/entry";
import { Banner, Mark } from "@genkan/ui";
import { Info } from "lucide-react";
import { useMemo } from "react";
import type { Me } from "../app/api-types";
import { useServices } from "../app/services";
import { SignInForm } from "./sign-in-form";

export interface SignInPageProps {
  why: SignedOutWhy | null;
  address: EntryAddress | null;
  /** Forget what the page was opened for. */
  leaveAddress(): void;
}

/** Loaded when nobody is signed in, or a link was opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SignInPage({ why, address, leaveAddress }: SignInPageProps) {
  const { session } = useServices();
  const { state } = useReadable(session.view);
  const entryApi = useMemo(() => openEntryApi<Me>("resident", session.awaitSecondStep), [session]);
  const enter = (me: Me) => {
    session.enter(me);
    leaveAddress();
  };
  const giveUp = () => {
    session.leaveSecondStep();
    leaveAddress();
  };
  if (state === "second_step") return <SecondStep<Me> app="resident" onSignedIn={enter} onLeave={giveUp} />;
  return (
    <main>
      <Entry
        api={entryApi}
        address={address}
        head={<Head why={why} />}
        passwordForm={<SignInForm />}
        onLeave={leaveAddress}
        onSignedIn={enter}
      />
    </main>
  );
}

function Head({ why }: { why: SignedOutWhy | null }) {
  const { t } = useEntryWords();
  return (
    <>
      <div className="flex items-center gap-3">
        <Mark size={44} className="text-indigo" />
        <span className="font-semibold text-32 leading-none tracking-tight">{t("common:app.name")}</span>
      </div>
      <p className="text-16 text-quiet">{t("signIn.lead")}</p>
      {why === null ? null : (
        <Banner tone="info" icon={<Info size={20} />}>
          {t(`signedOut.${why}`)}
        </Banner>
      )}
    </>
  );
}
