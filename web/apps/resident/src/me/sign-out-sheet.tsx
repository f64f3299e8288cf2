import { ConfirmSheet } from "../app/confirm-sheet";
import { useServices } from "../app/services";
import { usePageWords } from "../app/use-page-words";

/** Asks before signing out: afterwards this device rings no more. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SignOutSheet({ close }: { close(): void }) {
  const { t } = usePageWords();
  const { session } = useServices();
  return (
    <ConfirmSheet
      title={t("me.signOutAsk")}
      text={t("me.signOutText")}
      action={t("me.signOut")}
      testId="sign-out-confirm"
      run={() => session.signOut()}
      onDone={() => undefined} // the sign-in screen takes this one's place
      close={close}
    />
  );
}
