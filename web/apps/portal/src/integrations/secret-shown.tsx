import { Banner, Button } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { Dialog } from "../app/dialog";
import { CopyButton } from "../station/copy-button";
import { useIntegrationWords } from "./use-integration-words";

/** What the messages are signed with: shown this once, to be given to the receiver. */
export function SecretShown({ secret, close }: { secret: string; close(): void }) {
  const { t } = useIntegrationWords();
  return (
    <Dialog place="middle" title={t("webhooks.secretTitle")} close={close} testId="portal-webhook-secret">
      <div className="flex flex-col gap-5">
        <p
          className="select-all break-all rounded-control bg-sunken px-4 py-3 font-mono text-16"
          data-testid="portal-webhook-secret-text"
        >
          {secret}
        </p>
        <Banner tone="warning" icon={<TriangleAlert size={20} />}>
          {t("webhooks.secretOnce")}
        </Banner>
        <div className="flex flex-wrap justify-center gap-3">
          <CopyButton text={secret}>{t("webhooks.secretCopy")}</CopyButton>
          <Button size="small" data-testid="portal-webhook-secret-done" onClick={close}>
            {t("tokens.done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
