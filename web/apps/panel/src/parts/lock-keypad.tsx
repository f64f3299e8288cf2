import { Delete, LockOpen, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Commands } from "../model/view";
import { DigitKey, EditKey, ROWS } from "./keypad";
import { Pressable } from "./pressable";

/** The twelve keys and 「解錠」. */
export function LockKeypad({ commands, isChecking }: { commands: Commands; isChecking: boolean }) {
  const { t } = useTranslation("panel");
  return (
    <fieldset className="keypad">
      <legend className="sr-only">{t("pin.keypad")}</legend>
      {ROWS.flat().map((digit) => (
        <DigitKey key={digit} digit={digit} press={commands.press} />
      ))}
      <EditKey
        icon={<Delete />}
        word={t("key.correct")}
        label={t("key.correct.label")}
        testId="panel-correct"
        press={commands.correct}
      />
      <DigitKey digit="0" press={commands.press} />
      <EditKey
        icon={<X />}
        word={t("key.clear")}
        label={t("key.clear.label")}
        testId="panel-cancel"
        press={commands.clear}
      />
      <Pressable
        className="call-key unlock-key"
        data-testid="panel-unlock"
        aria-busy={isChecking || undefined}
        onPress={commands.unlock}
      >
        <LockOpen aria-hidden="true" strokeWidth={1.75} />
        {isChecking ? t("pin.checking") : t("pin.unlock")}
      </Pressable>
    </fieldset>
  );
}
