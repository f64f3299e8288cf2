import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { BellRing, Share } from "lucide-react";
import type { ReactNode } from "react";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";

/** Asks to let this device ring while the app is closed: on a tap, with its reason. Loaded when there is something to ask. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function PushCard({ later }: { later?: (() => void) | undefined }) {
  const { t } = useDeviceWords();
  const { push } = useServices();
  const { state, isBusy, refusal } = useReadable(push.view);
  const putOff = later ? (
    <Button tone="plain" onClick={later}>
      {t("ready.later")}
    </Button>
  ) : null;
  if (state === "install") {
    return (
      <Frame
        icon={<Share strokeWidth={1.75} />}
        title={t("push.install.title")}
        text={t("push.install.text")}
      >
        <ol className="mt-3 list-decimal space-y-1 pl-6 text-16">
          <li>{t("push.install.share")}</li>
          <li>{t("push.install.add")}</li>
          <li>{t("push.install.open")}</li>
        </ol>
        <div className="mt-3 empty:hidden">{putOff}</div>
      </Frame>
    );
  }
  if (state !== "prompt" && state !== "lost" && state !== "denied") return null;
  return (
    <Frame
      icon={<BellRing strokeWidth={1.75} />}
      title={t(`push.${state}.title`)}
      text={t(`push.${state}.text`)}
    >
      {refusal === null ? null : (
        <Banner tone="danger" className="mt-3">
          {tellProblem(t, refusal.reason)}
        </Banner>
      )}
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {state === "denied" ? null : (
          <Button isBusy={isBusy} data-testid="push-allow" onClick={() => void push.ask()}>
            {t("push.allow")}
          </Button>
        )}
        {putOff}
      </div>
    </Frame>
  );
}

function Frame({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <div data-testid="push-card" className="flex gap-4 rounded-card bg-indigo-wash p-5">
      <span className="mt-0.5 shrink-0 text-indigo" aria-hidden="true">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-16">{title}</h2>
        <p className="mt-1 text-16 text-quiet">{text}</p>
        {children}
      </div>
    </div>
  );
}
