import { Page } from "../app/page";
import { SecurityBody } from "./security-body";
import { useSecurityWords } from "./use-security-words";

/** What protects one's account. */
export function SecurityPage() {
  const { t } = useSecurityWords();
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <SecurityBody onSafe={() => undefined} />
    </Page>
  );
}
