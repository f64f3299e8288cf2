import { Banner } from "@genkan/ui";
import { CloudOff, RotateCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useServices } from "./services";
import { useReadable } from "./use-readable";
import { useWords } from "./use-words";

const HIDDEN_FOR_MS = 1_200; // most interruptions are over before a banner could be read

/** Says that the server cannot be reached, and that nothing needs to be done about it. */
export function LinkBanner() {
  const { t } = useWords();
  const { link } = useServices();
  const status = useReadable(link.status);
  const isDown = status.state === "waiting" || status.state === "connecting";
  const isShown = useLasting(isDown, HIDDEN_FOR_MS);
  const isRestarting = useLastWhy() === "restarting";
  if (!isShown) return null;
  return (
    <Banner
      tone={isRestarting ? "info" : "warning"}
      icon={isRestarting ? <RotateCw size={20} /> : <CloudOff size={20} />}
      data-testid="offline-banner"
      className="mx-auto mt-3 w-[calc(100%-2rem)] max-w-xl"
    >
      {isRestarting ? t("common:link.restarting") : t("common:link.lost")}
    </Banner>
  );
}

/** While a new socket is being opened the reason of the last loss still holds. */
function useLastWhy(): string | null {
  const { link } = useServices();
  const status = useReadable(link.status);
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
