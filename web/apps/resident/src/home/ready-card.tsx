import { openStorage, useReadable } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Mic } from "lucide-react";
import { useState } from "react";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";

const LATER_KEY = "genkan.ready.later";

/** Asks for the microphone before a visitor waits: on a tap, with its reason, and not again after 「あとで」. */
export function ReadyCard() {
  const { t } = useDeviceWords();
  const { microphone } = useServices();
  const permission = useReadable(microphone.view);
  const [isPutOff, setPutOff] = useState(() => openStorage("local").getItem(LATER_KEY) !== null);
  if (permission !== "prompt" || isPutOff) return null;
  const putOff = () => {
    openStorage("local").setItem(LATER_KEY, "1");
    setPutOff(true);
  };
  return (
    <div className="flex gap-4 rounded-card bg-indigo-wash p-5">
      <Mic className="mt-0.5 shrink-0 text-indigo" strokeWidth={1.75} aria-hidden />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-16">{t("ready.title")}</h2>
        <p className="mt-1 text-16 text-quiet">{t("ready.text")}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => void microphone.ask()}>{t("ready.allow")}</Button>
          <Button tone="plain" onClick={putOff}>
            {t("ready.later")}
          </Button>
        </div>
      </div>
    </div>
  );
}
