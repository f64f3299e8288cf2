import { useReadable } from "@genkan/shell";
import { Entry, type EntryAddress, openEntryApi, SecondStep } from "@genkan/shell/entry";
import { useMemo } from "react";
import type { Me } from "../app/me";
import { useServices } from "../app/services";
import { SignInForm } from "./sign-in-form";

/** Links, codes, a forgotten password and the second step. Loaded when somebody needs one of them. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function EntryPage({ address, leave }: { address: EntryAddress | null; leave(): void }) {
  const { session } = useServices();
  const { state } = useReadable(session.view);
  const entryApi = useMemo(() => openEntryApi<Me>("portal", session.awaitSecondStep), [session]);
  const enter = (me: Me) => {
    session.enter(me);
    leave();
  };
  const giveUp = () => {
    session.leaveSecondStep();
    leave();
  };
  if (state === "second_step") return <SecondStep<Me> app="portal" onSignedIn={enter} onLeave={giveUp} />;
  return (
    <main>
      <Entry
        api={entryApi}
        address={address ?? { kind: "other" }}
        head={null}
        passwordForm={<SignInForm />}
        onLeave={leave}
        onSignedIn={enter}
      />
    </main>
  );
}
