import { Banner, Button } from "@genkan/ui";
import { Printer, TriangleAlert } from "lucide-react";
import { Dialog } from "../app/dialog";
import { CopyButton } from "../station/copy-button";
import { useSecurityWords } from "./use-security-words";

/** Write a code as people read it out. */
export function showCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** The recovery codes, shown once: to be printed or kept elsewhere. */
export function RecoveryCodes({ codes, close }: { codes: string[]; close(): void }) {
  const { t } = useSecurityWords();
  const shown = codes.map(showCode);
  return (
    <Dialog place="middle" title={t("codes.title")} close={close} testId="recovery-codes">
      <div className="flex flex-col gap-4">
        <Banner tone="info" icon={<TriangleAlert size={20} />}>
          {t("codes.text")}
        </Banner>
        <ol className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-card bg-sunken p-5 font-mono text-16">
          {shown.map((code) => (
            <li key={code} data-testid="recovery-code">
              {code}
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-3">
          <CopyButton text={shown.join("\n")}>{t("codes.copy")}</CopyButton>
          <Button
            tone="plain"
            size="small"
            icon={<Printer size={18} strokeWidth={1.75} aria-hidden />}
            onClick={() => print()}
          >
            {t("codes.print")}
          </Button>
        </div>
        <Button data-testid="recovery-codes-done" onClick={close}>
          {t("codes.done")}
        </Button>
      </div>
    </Dialog>
  );
}
