import type { LinkStatus, Readable } from "@genkan/link";
import { Banner } from "@genkan/ui";
import { CloudOff, RotateCw } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReadable } from "./use-readable";

const HIDDEN_FOR_MS = 1_200; // most interruptions are over before a banner could be read

export interface LinkBannerProps {
  status: Readable<LinkStatus>;
  className?: string;
  /** What the interruption means for what is on the screen. */
  children?: ReactNode;
}

/** Says that the server cannot be reached, and that nothing needs to be done about it. */
export function LinkBanner({ status: readable, className, children }: LinkBannerProps) {
  const { t } = useTranslation("common");
  const status = useReadable(readable);
  const isDown = status.state === "waiting" || status.state === "connecting";
  const isShown = useLasting(isDown, HIDDEN_FOR_MS);
  const isRestarting = useLastWhy(status) === "restarting";
  if (!isShown) return null;
  return (
    <Banner
      tone={isRestarting ? "info" : "warning"}
      icon={isRestarting ? <RotateCw size={20} /> : <CloudOff size={20} />}
      data-testid="offline-banner"
      className={className}
    >
      {isRestarting ? t("link.restarting") : t("link.lost")}
      {children}
    </Banner>
  );
}

/** While a new socket is being opened the reason of the last loss still holds. */
function useLastWhy(status: LinkStatus): string | null {
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => {
    if (status.state === "waiting") setWhy(status.why);
    else if (status.state === "open") setWhy(null);
  }, [status]);
  return why;
}

/** True once the condition has held for so long. */
function useLasting(isTrue: boolean, delayMs: number): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isTrue) {
      setLasted(false);
      return;
    }
    const timer = setTimeout(() => setLasted(true), delayMs);
    return () => clearTimeout(timer);
  }, [isTrue, delayMs]);
  return isTrue && hasLasted;
}
