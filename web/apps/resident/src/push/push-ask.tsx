import { openStorage, useReadable } from "@genkan/shell";
import { useState } from "react";
import { useServices } from "../app/services";
import PushCard from "./push-card";

const LATER_KEY = "genkan.push.later";

/** On the home screen: asks until it was answered or put off; that a device rings no more is said anyway. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function PushAsk() {
  const { push } = useServices();
  const { state } = useReadable(push.view);
  const [isPutOff, setPutOff] = useState(() => openStorage("local").getItem(LATER_KEY) !== null);
  const asks = (state === "prompt" || state === "install") && !isPutOff;
  if (!asks && state !== "lost") return null;
  const later = () => {
    openStorage("local").setItem(LATER_KEY, "1");
    setPutOff(true);
  };
  return <PushCard later={state === "lost" ? undefined : later} />;
}
