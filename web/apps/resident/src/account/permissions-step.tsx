import { useReadable } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { BellRing, Camera, CircleCheck, Mic } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";
import { DevicePermission, type Permission } from "../home/device-permission";
import PushCard from "../push/push-card";
import { StepFrame } from "./step-frame";
import { useAccountWords } from "./words";

/** What the app would like to use: each asked for on a tap, with its reason. */
export function PermissionsStep({ next }: { next(): void }) {
  const { t } = useAccountWords();
  const { t: tDevice } = useDeviceWords();
  const { microphone, push } = useServices();
  const [camera] = useState(() => new DevicePermission("camera"));
  useEffect(() => void camera.watch(), [camera]);
  const states = { microphone: useReadable(microphone.view), camera: useReadable(camera.view) };
  const { state: pushState } = useReadable(push.view);
  const isAnswered = pushState !== "prompt" && Object.values(states).every((state) => state !== "prompt");
  return (
    <StepFrame title={t("permissions.title")} text={t("permissions.text")} skip={next} isDone={isAnswered}>
      {pushState === "on" ? (
        <Ask
          icon={<BellRing />}
          title={tDevice("push.prompt.title")}
          text={tDevice("push.prompt.text")}
          state="granted"
        />
      ) : (
        <PushCard />
      )}
      <Ask
        icon={<Mic />}
        title={t("permissions.microphone")}
        text={tDevice("ready.text")}
        state={states.microphone}
        action={tDevice("ready.allow")}
        testId="allow-microphone"
        ask={() => void microphone.ask()}
      />
      <Ask
        icon={<Camera />}
        title={t("permissions.camera")}
        text={t("permissions.cameraText")}
        state={states.camera}
        action={t("permissions.allowCamera")}
        testId="allow-camera"
        ask={() => void camera.ask()}
      />
    </StepFrame>
  );
}

interface AskProps {
  icon: ReactNode;
  title: string;
  text: string;
  state: Permission;
  action?: string;
  testId?: string;
  ask?(): void;
}

function Ask({ icon, title, text, state, action, testId, ask }: AskProps) {
  const { t } = useAccountWords();
  return (
    <div className="flex gap-4 rounded-card bg-indigo-wash p-5">
      <span className="mt-0.5 shrink-0 text-indigo" aria-hidden="true">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-16">{title}</h2>
        <p className="mt-1 text-16 text-quiet">{text}</p>
        {state === "prompt" ? (
          <Button className="mt-3" data-testid={testId} onClick={ask}>
            {action}
          </Button>
        ) : null}
        {state === "granted" ? (
          <p className="mt-2 flex items-center gap-2 font-semibold text-16 text-pine">
            <CircleCheck size={20} strokeWidth={1.75} aria-hidden />
            {t("permissions.granted")}
          </p>
        ) : null}
        {state === "denied" ? <p className="mt-2 text-14">{t("permissions.denied")}</p> : null}
      </div>
    </div>
  );
}
