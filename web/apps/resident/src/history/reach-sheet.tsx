import type { HttpBody } from "@genkan/contract";
import { callApi } from "@genkan/shell";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useQuery } from "@tanstack/react-query";
import type { HistoryCall } from "../app/api-types";
import { type TranslateDevice, useDeviceWords } from "../app/use-device-words";
import { HistoryRefused } from "./history-query";

type Device = HttpBody<"DeviceReachOut">;

const STEPS = ["queued", "sent", "accepted", "woke", "rang", "seen", "answered"] as const;

/** How a call reached each device, step by step. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ReachSheet({ call, close }: { call: HistoryCall; close(): void }) {
  const { t } = useDeviceWords();
  const { data, isError, refetch } = useQuery({
    queryKey: ["reach", call.id],
    queryFn: async () => {
      const path = `/api/app/calls/${encodeURIComponent(call.id)}/deliveries`;
      const answer = await callApi<HttpBody<"DeliveriesOut">>(path);
      if (!answer.ok) throw new HistoryRefused(answer.refusal);
      return answer.body.devices;
    },
  });
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t("reach.title")}
      description={t("reach.lead")}
    >
      <div data-testid="reach-sheet" className="max-h-[60dvh] overflow-y-auto">
        {isError ? (
          <Banner tone="danger">
            {t("reach.failed")}
            <Button tone="quiet" size="small" className="mt-3" onClick={() => void refetch()}>
              {t("common:action.retry")}
            </Button>
          </Banner>
        ) : null}
        {data === undefined && !isError ? <Skeleton className="h-40 rounded-control" /> : null}
        {data?.length === 0 ? <p className="text-16 text-quiet">{t("reach.empty")}</p> : null}
        <ul className="flex flex-col gap-5">
          {data?.map((device) => (
            <DeviceReach key={device.session_id} device={device} />
          ))}
        </ul>
      </div>
      <Button tone="quiet" isWide className="mt-4" onClick={close}>
        {t("common:action.close")}
      </Button>
    </Sheet>
  );
}

function DeviceReach({ device }: { device: Device }) {
  const { t } = useDeviceWords();
  const steps = STEPS.flatMap((step) => {
    const atMs = device[`${step}_ms`];
    return atMs === null ? [] : [{ step, atMs }];
  });
  return (
    <li data-testid="reach-device">
      <p className="font-semibold text-16">{device.device_label || t("reach.gone")}</p>
      <p className="text-14 text-quiet">{device.person_name}</p>
      <ol className="mt-2 border-line border-l-2 pl-4">
        {steps.map(({ step, atMs }) => (
          <li
            key={step}
            data-step={step}
            className="tabular flex min-h-8 items-center justify-between gap-4 text-14"
          >
            <span>{t(`reach.step.${step}`)}</span>
            <span className="text-quiet">{tellAfter(atMs - device.queued_ms, t)}</span>
          </li>
        ))}
      </ol>
      {device.rang_ms === null ? <p className="mt-1 text-14 text-amber">{t("reach.never")}</p> : null}
      <Failure failure={device.failure} />
    </li>
  );
}

function Failure({ failure }: { failure: string | null }) {
  const { t } = useDeviceWords();
  if (failure !== "gone" && failure !== "refused" && failure !== "unreachable") return null;
  return <p className="mt-1 text-14">{t(`reach.failure.${failure}`)}</p>;
}

function tellAfter(ms: number, t: TranslateDevice): string {
  return ms <= 0 ? "" : t("reach.after", { seconds: (ms / 1000).toFixed(ms < 10_000 ? 1 : 0) });
}
