import { callApi, useReadable } from "@genkan/shell";
import { Banner, Button, Card, Spinner } from "@genkan/ui";
import { BellRing, CircleAlert, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Services } from "../app/services";
import { type TranslateDevice, useDeviceWords } from "../app/use-device-words";
import PushCard from "../push/push-card";
import { DeviceCheck, type Finding, PARTS, type Part } from "./device-check";
import { checkRelay } from "./relay-check";

/** The test call and what came of it, part by part. */
export function CheckPanel({ check }: { check: DeviceCheck }) {
  const { t } = useDeviceWords();
  const view = useReadable(check.view);
  const isFresh = view.verdict === null && !view.isRunning;
  return (
    <>
      {view.verdict === "good" ? (
        <Banner tone="success" icon={<CircleCheck />} data-testid="check-verdict" data-verdict="good">
          <p className="font-semibold">{t("check.good")}</p>
          <p>{t("check.goodText")}</p>
        </Banner>
      ) : null}
      {view.verdict === "bad" ? (
        <Banner tone="danger" icon={<CircleX />} data-testid="check-verdict" data-verdict="bad">
          <p className="font-semibold">{t("check.bad")}</p>
          <p>{t("check.badText")}</p>
        </Banner>
      ) : null}
      <PushCard />
      <Card className="divide-y divide-line px-5">
        <ul>
          {PARTS.map((part) => (
            <Line key={part} part={part} finding={view.findings[part]} />
          ))}
        </ul>
      </Card>
      {view.picture === null ? null : <TestPicture stream={view.picture} label={t("check.picture")} />}
      <Button
        size="large"
        isWide
        isBusy={view.isRunning}
        icon={<BellRing size={24} strokeWidth={1.75} />}
        data-testid="check-start"
        onClick={() => void check.start()}
      >
        {t(isFresh ? "check.start" : view.isRunning ? "check.running" : "check.again")}
      </Button>
      <p className="text-14 text-quiet">{t("check.hint")}</p>
    </>
  );
}

function Line({ part, finding }: { part: Part; finding: Finding }) {
  const { t } = useDeviceWords();
  return (
    <li
      data-testid={`check-${part}`}
      data-state={finding.state}
      className="flex min-h-14 items-start gap-3 py-3 not-first:border-line not-first:border-t"
    >
      <span className="mt-0.5 shrink-0" aria-hidden="true">
        <Glyph finding={finding} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-16">{t(`check.part.${part}`)}</p>
        <p className="text-14 text-quiet">{tellFinding(finding, t)}</p>
        {finding.state === "bad" || finding.state === "weak" ? (
          <p className="mt-1 text-14">{t(`check.remedy.${finding.fault}`)}</p>
        ) : null}
      </div>
    </li>
  );
}

function Glyph({ finding }: { finding: Finding }) {
  const looks = { size: 22, strokeWidth: 1.75 };
  switch (finding.state) {
    case "waiting":
      return <CircleDashed {...looks} className="text-quiet" />;
    case "running":
      return <Spinner size={22} />;
    case "good":
      return <CircleCheck {...looks} className="text-pine" />;
    case "weak":
      return <CircleAlert {...looks} className="text-amber" />;
    case "bad":
      return <CircleX {...looks} className="text-crimson" />;
  }
}

function tellFinding(finding: Finding, t: TranslateDevice): string {
  switch (finding.state) {
    case "waiting":
      return t("check.state.waiting");
    case "running":
      return t("check.state.running");
    case "good":
      if (finding.note === "woke") return t("check.state.woke", { seconds: tellSeconds(finding.ms ?? 0) });
      return t(finding.note === "direct" ? "check.state.direct" : "check.state.good");
    default:
      return t(`check.fault.${finding.fault}`);
  }
}

function tellSeconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(1);
}

function TestPicture({ stream, label }: { stream: MediaStream; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      aria-label={label}
      data-testid="check-picture"
      className="aspect-video w-full rounded-card bg-black"
    />
  );
}

/** Make the check of this very device. */
export function openCheck({ link, push }: Services): DeviceCheck {
  return new DeviceCheck({
    linkState: () => link.status.get().state,
    pushState: () => push.view.get().state,
    startTest: () => callApi("/api/app/test-ring", { method: "POST" }),
    getTest: (testId) => callApi(`/api/app/test-ring/${encodeURIComponent(testId)}`),
    getIce: () => callApi("/api/app/ice"),
    openDevice: (kind) => navigator.mediaDevices.getUserMedia({ [kind]: true }),
    checkRelay,
  });
}
