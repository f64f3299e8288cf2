import { Entry, type EntryAddress, openEntryApi } from "@genkan/shell/entry";
import type { Me } from "../app/me";
import { useServices } from "../app/services";
import { SignInForm } from "./sign-in-form";

const entryApi = openEntryApi<Me>("portal");

/** Links, codes and a forgotten password. Loaded when somebody needs one of them. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function EntryPage({ address, leave }: { address: EntryAddress | null; leave(): void }) {
  const { session } = useServices();
  return (
    <main>
      <Entry
        api={entryApi}
        address={address ?? { kind: "other" }}
        head={null}
        passwordForm={<SignInForm />}
        onLeave={leave}
        onSignedIn={(me) => {
          session.enter(me);
          leave();
        }}
      />
    </main>
  );
}
