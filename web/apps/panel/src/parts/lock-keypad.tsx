import { LockOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Commands } from "../model/view";
import { TwelveKeys } from "./keypad";
import { Pressable } from "./pressable";

/** The twelve keys and 「解錠」. */
export function LockKeypad({ commands, isChecking }: { commands: Commands; isChecking: boolean }) {
  const { t } = useTranslation("panel");
  return (
    <TwelveKeys label={t("pin.keypad")} commands={commands}>
      <Pressable
        className="call-key unlock-key"
        data-testid="panel-unlock"
        aria-busy={isChecking || undefined}
        onPress={commands.unlock}
      >
        <LockOpen aria-hidden="true" strokeWidth={1.75} />
        {isChecking ? t("pin.checking") : t("pin.unlock")}
      </Pressable>
    </TwelveKeys>
  );
}
