import { ArrowLeft, Grid3x3, QrCode } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView } from "../model/view";
import { Pressable } from "./pressable";
import { LanguageKey } from "./top-bar";

/** The way back, what the screen is for, and the mark that changes between keypad and camera. */
export function KeyTop({ view, mode }: { view: PanelView; mode: "pin" | "qr" | null }) {
  const { t } = useTranslation("panel");
  const { leaveKeys, chooseKeyMode } = view.commands;
  const other = mode === "pin" ? "qr" : "pin";
  return (
    <header className="top-bar key-top">
      <Pressable className="round-key" data-testid="panel-back" onPress={leaveKeys}>
        <ArrowLeft aria-hidden="true" strokeWidth={1.75} />
        <span>{t("keys.back")}</span>
      </Pressable>
      <div className="key-top-right">
        <LanguageKey view={view} />
        {mode === null ? null : (
          <Pressable
            className="round-key"
            data-testid={`panel-to-${other}`}
            onPress={chooseKeyMode === null ? null : () => chooseKeyMode(other)}
          >
            {mode === "pin" ? (
              <QrCode aria-hidden="true" strokeWidth={1.75} />
            ) : (
              <Grid3x3 aria-hidden="true" strokeWidth={1.75} />
            )}
            <span>{t(`keys.to_${other}`)}</span>
          </Pressable>
        )}
      </div>
    </header>
  );
}
