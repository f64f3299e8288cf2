import { NewPassword } from "@genkan/shell/entry";
import { Button, Card } from "@genkan/ui";
import { LonePage } from "./lone-page";
import { useOwnPassword } from "./use-own-password";
import { useSecurityWords } from "./use-security-words";

/** For whoever came in by what was issued to them: they choose a password of their own, or put it off. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function OwnPasswordPage({ putOff }: { putOff(): void }) {
  const { t } = useSecurityWords();
  const { choose, ask } = useOwnPassword();
  return (
    <LonePage title={t("own.title")}>
      <p className="text-16 text-quiet">{t("own.text")}</p>
      <Card className="flex flex-col gap-4 p-5 sm:p-8" data-testid="portal-own-password">
        <NewPassword
          choose={async (password) => {
            const said = await choose(password);
            return said === "away" ? null : said;
          }}
        />
        <Button tone="plain" isWide data-testid="portal-own-password-later" onClick={putOff}>
          {t("own.later")}
        </Button>
        <p className="text-14 text-quiet">{t("own.laterText")}</p>
      </Card>
      {ask}
    </LonePage>
  );
}
