import type { Refusal } from "@genkan/link";
import { Problem } from "@genkan/shell/entry";
import { Button, Card, Skeleton } from "@genkan/ui";
import { Laptop, Smartphone } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Page } from "../app/page";
import { accountApi, type Device } from "./account-api";
import { BackToMe } from "./back-to-me";
import { useAccountWords } from "./words";

/** The devices somebody is signed in on; each can be signed out from here. */
export function DevicesPage() {
  const { t } = useAccountWords();
  const [devices, setDevices] = useState<Device[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const load = useCallback(async () => {
    const answer = await accountApi.devices();
    if (answer.ok) setDevices(answer.body.devices);
    else setRefusal(answer.refusal);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  const end = async (device: Device) => {
    setRefusal(null);
    const answer = await accountApi.endDevice(device.session_id);
    if (!answer.ok && answer.refusal.reason !== "not-found") return setRefusal(answer.refusal);
    await load();
  };

  return (
    <Page title={t("devices.title")} lead={t("devices.lead")}>
      <BackToMe />
      <Problem refusal={refusal} />
      {devices === null && refusal === null ? <Skeleton className="h-40 rounded-card" /> : null}
      <ul className="flex flex-col gap-3">
        {(devices ?? []).map((device) => (
          <li key={device.session_id}>
            <DeviceCard device={device} onEnd={() => end(device)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function DeviceCard({ device, onEnd }: { device: Device; onEnd(): Promise<void> }) {
  const { t, i18n } = useAccountWords();
  const [isSure, setSure] = useState(false);
  const Icon = /iPhone|Android/.test(device.label) ? Smartphone : Laptop;
  const seen = new Date(device.last_seen_ms).toLocaleString(i18n.language, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <Card className="flex flex-wrap items-center gap-4 p-5" data-testid="device">
      <Icon size={28} strokeWidth={1.75} className="shrink-0 text-quiet" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="break-words font-semibold text-16">{device.label || t("devices.unknown")}</p>
        <p className="text-14 text-quiet">
          {t(device.app === "portal" ? "devices.portal" : "devices.app")}
          {" · "}
          {device.is_this ? t("devices.this") : t("devices.seen", { time: seen })}
        </p>
      </div>
      {device.is_this ? null : (
        <Button
          tone={isSure ? "danger" : "quiet"}
          data-testid="device-end"
          onClick={() => (isSure ? void onEnd() : setSure(true))}
        >
          {t(isSure ? "devices.endSure" : "devices.end")}
        </Button>
      )}
    </Card>
  );
}
