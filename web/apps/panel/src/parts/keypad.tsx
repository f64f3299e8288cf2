import { BellRing, Delete, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Commands, Digit } from "../model/view";
import { Pressable } from "./pressable";

const ROWS: readonly (readonly Digit[])[] = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
];

/** The twelve keys and 「呼出」. */
export function Keypad({ commands, isDialing }: { commands: Commands; isDialing: boolean }) {
  const { t } = useTranslation("panel");
  return (
    <TwelveKeys label={t("keypad.label")} commands={commands}>
      <Pressable
        className="call-key"
        data-testid="panel-call"
        aria-busy={isDialing || undefined}
        data-busy={isDialing || undefined}
        onPress={commands.call}
      >
        <BellRing aria-hidden="true" strokeWidth={1.75} />
        {isDialing ? t("key.calling") : t("key.call")}
      </Pressable>
    </TwelveKeys>
  );
}

/** The digits with 「訂正」 and 「取消」; below them the key that uses what was typed. */
export function TwelveKeys({
  label,
  commands,
  children,
}: {
  label: string;
  commands: Commands;
  children: ReactNode;
}) {
  const { t } = useTranslation("panel");
  return (
    <fieldset className="keypad">
      <legend className="sr-only">{label}</legend>
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
      {children}
    </fieldset>
  );
}

function DigitKey({ digit, press }: { digit: Digit; press: Commands["press"] }) {
  return (
    <Pressable
      className="key tabular"
      data-testid={`panel-key-${digit}`}
      onPress={press === null ? null : () => press(digit)}
    >
      {digit}
    </Pressable>
  );
}

interface EditKeyProps {
  icon: ReactNode;
  word: string;
  label: string;
  testId: string;
  press: (() => void) | null;
}

function EditKey({ icon, word, label, testId, press }: EditKeyProps) {
  return (
    <Pressable className="key edit-key" data-testid={testId} aria-label={label} onPress={press}>
      <span className="edit-icon" aria-hidden="true">
        {icon}
      </span>
      {word}
    </Pressable>
  );
}
