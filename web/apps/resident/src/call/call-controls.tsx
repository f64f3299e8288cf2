import type { PhoneCall, PhoneCallView } from "@genkan/calls";
import { clsx } from "clsx";
import { Mic, MicOff, Phone, PhoneOff } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../app/use-words";
import { DoorButton, DoorRefusal } from "../home/door-button";

/** 「ドアオープン」 above; below it refusing at the left, in red, and answering at the right, in green. */
export function CallControls({ call, view }: { call: PhoneCall; view: PhoneCallView }) {
  const { t } = useWords();
  const isMuted = view.microphone === "muted";
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6 px-5 pt-4">
      <DoorButtons call={call} view={view} />
      <div className="flex justify-around">
        {view.decline === null ? null : (
          <RoundButton tone="crimson" testId="call-decline" label={t("call.decline")} press={view.decline}>
            <PhoneOff size={30} strokeWidth={1.75} />
          </RoundButton>
        )}
        {view.hangUp === null ? null : (
          <RoundButton
            tone="crimson"
            testId="call-hangup"
            label={view.kind === "view" ? t("common:action.close") : t("call.hangUp")}
            press={view.hangUp}
          >
            <PhoneOff size={30} strokeWidth={1.75} />
          </RoundButton>
        )}
        {view.answer === null ? null : (
          <RoundButton tone="pine" testId="call-answer" label={t("call.answer")} press={view.answer}>
            <Phone size={30} strokeWidth={1.75} className="animate-ring [animation-delay:700ms]" />
          </RoundButton>
        )}
        {view.toggleMute === null ? null : (
          <RoundButton
            tone={isMuted ? "inverse" : "glass"}
            testId="call-mute"
            label={isMuted ? t("call.unmute") : t("call.mute")}
            press={view.toggleMute}
          >
            {isMuted ? <MicOff size={30} strokeWidth={1.75} /> : <Mic size={30} strokeWidth={1.75} />}
          </RoundButton>
        )}
      </div>
    </div>
  );
}

/** One button for each door of the station; with several, each is named. */
function DoorButtons({ call, view }: { call: PhoneCall; view: PhoneCallView }) {
  const { t } = useWords();
  const isSingle = view.doors.length === 1;
  return (
    <div className="flex flex-col gap-2">
      {view.doors.map((door, index) => {
        const release = call.doorRelease(door.door_id);
        return (
          <div key={door.door_id}>
            <DoorButton
              release={release}
              testId={index === 0 ? "call-open" : `call-open-${door.door_id}`}
              {...(isSingle ? {} : { label: t("call.openDoor", { door: door.name }) })}
            />
            <DoorRefusal release={release} className="mt-2 rounded-control bg-surface px-4 py-3" />
          </div>
        );
      })}
    </div>
  );
}

const TONES = {
  crimson: "bg-crimson text-on-fill",
  pine: "bg-pine text-on-fill",
  glass: "border border-white/30 bg-black/55 text-white",
  inverse: "bg-white text-black",
} as const;

interface RoundButtonProps {
  tone: keyof typeof TONES;
  testId: string;
  label: string;
  press(): void;
  children: ReactNode;
}

/** 72 px, with its word below: found without looking twice. */
function RoundButton({ tone, testId, label, press, children }: RoundButtonProps) {
  return (
    <button
      type="button"
      data-testid={testId}
      onClick={press}
      className="group flex w-28 select-none flex-col items-center gap-2 rounded-card font-medium text-16"
    >
      <span
        className={clsx(
          "grid size-18 place-items-center rounded-full shadow-float transition-transform group-active:scale-95",
          TONES[tone],
        )}
        aria-hidden="true"
      >
        {children}
      </span>
      {label}
    </button>
  );
}
