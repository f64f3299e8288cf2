import { announce } from "@genkan/shell";
import { NewPassword } from "@genkan/shell/entry";
import { Banner, Button } from "@genkan/ui";
import { Check, KeyRound } from "lucide-react";
import { useState } from "react";
import { Dialog } from "../app/dialog";
import { Section } from "../settings/section";
import { useOwnPassword } from "./use-own-password";
import { useSecurityWords } from "./use-security-words";

/** Whether there is a password of one's own, and another one. */
export function PasswordSection() {
  const { t } = useSecurityWords();
  const { isSet, choose, ask } = useOwnPassword();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const open = () => {
    setDone(null);
    setOpen(true);
  };
  return (
    <Section
      title={t("password.title")}
      text={t("password.text")}
      action={
        <Button
          size="small"
          tone="quiet"
          icon={<KeyRound size={18} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-password-change"
          onClick={open}
        >
          {t(isSet ? "password.change" : "password.choose")}
        </Button>
      }
    >
      <p className="text-16 text-quiet" data-testid="portal-password-state">
        {t(isSet ? "password.set" : "password.unset")}
      </p>
      {done === null ? null : (
        <Banner tone="success" icon={<Check size={20} />}>
          {done}
        </Banner>
      )}
      {isOpen ? (
        <Dialog
          place="middle"
          title={t("password.new")}
          description={isSet ? t("password.newText") : undefined}
          close={() => setOpen(false)}
          testId="portal-password-dialog"
        >
          <NewPassword
            choose={async (password) => {
              const said = await choose(password);
              if (said === "away") return null;
              if (said !== null) return said;
              const words = t(isSet ? "password.changed" : "password.chosen");
              setOpen(false);
              setDone(words);
              announce(words);
              return null;
            }}
          />
        </Dialog>
      ) : null}
      {ask}
    </Section>
  );
}
