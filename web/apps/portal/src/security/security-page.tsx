import { Page } from "../app/page";
import { PasswordSection } from "./password-section";
import { SecurityBody } from "./security-body";
import { useSecurityWords } from "./use-security-words";

/** What protects one's account. */
export function SecurityPage() {
  const { t } = useSecurityWords();
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <PasswordSection />
      <SecurityBody onSafe={() => undefined} />
    </Page>
  );
}
