import type { HttpBody } from "@genkan/contract";
import { callApi, type ProofAskProps, useReadable } from "@genkan/shell";
import { type ProofApi, ProofForm } from "@genkan/shell/entry";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useSecurityWords } from "./use-security-words";

const API: ProofApi = {
  requestCode: () => callApi<HttpBody<"CodeSentOut">>("/api/portal/me/proof/code", { method: "POST" }),
  prove: (proof) => callApi("/api/portal/me/proof", { method: "POST", body: proof }),
};

/** Password or code, again. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ProofDialog({ settle }: ProofAskProps) {
  const { t } = useSecurityWords();
  const view = useReadable(useServices().session.view);
  const hasPassword = view.state !== "signed_in" || view.me.has_password;
  return (
    <Dialog
      place="middle"
      title={t("proof.title")}
      description={t(hasPassword ? "proof.text" : "proof.textByCode")}
      close={() => settle(false)}
      testId="proof"
    >
      <ProofForm
        api={API}
        words={{
          password: t("signIn.password"),
          show: t("signIn.showPassword"),
          hide: t("signIn.hidePassword"),
          code: t("proof.code"),
          submit: t("proof.submit"),
          byCode: t("proof.byCode"),
        }}
        hasPassword={hasPassword}
        onProved={() => settle(true)}
      />
    </Dialog>
  );
}
