import { useReadable } from "@genkan/shell";
import { StatusDot } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";
import PushCard from "../push/push-card";

const TONES = {
  checking: "idle",
  unsupported: "warning",
  install: "warning",
  prompt: "idle",
  denied: "warning",
  on: "good",
  lost: "bad",
} as const;

/** Whether this device rings while the app is closed, what to do when not, and the way to the test. */
export function PushRow() {
  const { t } = useDeviceWords();
  const { push } = useServices();
  const { state } = useReadable(push.view);
  return (
    <>
      <div className="flex flex-col gap-3 py-3">
        <div className="flex min-h-10 items-center justify-between gap-4">
          <span className="text-16 text-quiet">{t("me.push")}</span>
          <StatusDot tone={TONES[state]}>{t(`me.push.${state}`)}</StatusDot>
        </div>
        <PushCard />
      </div>
      <Link
        to="/check"
        data-testid="to-check"
        className="flex min-h-14 items-center justify-between gap-4 py-2.5 text-16 font-medium"
      >
        <span>
          {t("check.title")}
          <span className="block font-normal text-14 text-quiet">{t("check.row")}</span>
        </span>
        <ChevronRight size={20} strokeWidth={1.75} className="shrink-0 text-quiet" aria-hidden />
      </Link>
    </>
  );
}
