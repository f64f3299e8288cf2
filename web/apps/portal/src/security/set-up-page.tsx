import { Banner } from "@genkan/ui";
import { ShieldAlert } from "lucide-react";
import { useServices } from "../app/services";
import { LonePage } from "./lone-page";
import { SecurityBody } from "./security-body";
import { useSecurityWords } from "./use-security-words";

/** For whoever has to have a second factor and has none: sets one up before there is anything else to see. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SetUpPage() {
  const { t } = useSecurityWords();
  const { session } = useServices();
  return (
    <LonePage title={t("setUp.title")}>
      <Banner tone="info" icon={<ShieldAlert size={20} />} data-testid="portal-set-up">
        {t("setUp.text")}
      </Banner>
      <SecurityBody onSafe={() => void session.refresh()} />
    </LonePage>
  );
}
