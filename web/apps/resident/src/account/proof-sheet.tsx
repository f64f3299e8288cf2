import { type ProofAskProps, useReadable } from "@genkan/shell";
import { ProofForm } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useServices } from "../app/services";
import { accountApi } from "./account-api";
import { useAccountWords } from "./words";

/** Password or code, again. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ProofSheet({ settle }: ProofAskProps) {
  const { t } = useAccountWords();
  const view = useReadable(useServices().session.view);
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && settle(false)}
      title={t("proof.title")}
      description={t("proof.text")}
    >
      <ProofForm
        api={{ requestCode: accountApi.requestProofCode, prove: accountApi.prove }}
        words={{
          password: t("proof.password"),
          show: t("password.show"),
          hide: t("password.hide"),
          code: t("proof.code"),
          submit: t("proof.submit"),
          byCode: t("proof.byCode"),
        }}
        hasPassword={view.state !== "signed_in" || view.me.has_password}
        onProved={() => settle(true)}
        isLarge
      >
        <Button tone="quiet" size="large" isWide onClick={() => settle(false)}>
          {t("common:action.cancel")}
        </Button>
      </ProofForm>
    </Sheet>
  );
}
