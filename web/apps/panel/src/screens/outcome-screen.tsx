import {
  BellOff,
  Hourglass,
  type LucideIcon,
  MessageCircleReply,
  PhoneCall,
  PhoneOff,
  TimerOff,
  Unplug,
  UserX,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KeyScreen, PanelView, Screen } from "../model/view";
import { useCallee } from "../parts/callee";
import { OpeningDoor } from "../parts/pictograms";
import { Pressable } from "../parts/pressable";
import { useReadWord } from "../parts/read-word";
import { TopBar } from "../parts/top-bar";

type ToldState = Exclude<
  Screen["state"],
  | "starting"
  | "not_enrolled"
  | "revoked"
  | "offline"
  | "building"
  | "idle"
  | "unknown_home"
  | "calling"
  | "talking"
  | "opened"
  | KeyScreen["state"]
  | "replied"
  | "waiting"
  | "directory"
  | "office_closed"
>;

const PICTOGRAMS: Record<ToldState, { icon: LucideIcon; tone: "amber" | "crimson" | "quiet" }> = {
  no_answer: { icon: BellOff, tone: "quiet" },
  declined: { icon: UserX, tone: "quiet" },
  busy: { icon: PhoneCall, tone: "amber" },
  too_often: { icon: Hourglass, tone: "amber" },
  lost: { icon: Unplug, tone: "crimson" },
  time_up: { icon: TimerOff, tone: "quiet" },
  hung_up: { icon: PhoneOff, tone: "quiet" },
};

/** How a call ended, or why there was none, and what to do now. */
export function OutcomeScreen({ view, state }: { view: PanelView; state: ToldState }) {
  const { t } = useTranslation("panel");
  const { icon: Icon, tone } = PICTOGRAMS[state];
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <div className="state-main">
        <span className="pictogram" data-tone={tone}>
          <Icon aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{t(`${state}.title`)}</h1>
        <p className="detail">{t(`${state}.detail`)}</p>
      </div>
      <Pressable className="home-key" data-testid="panel-home" onPress={view.commands.dismiss}>
        {t("outcome.home")}
      </Pressable>
    </div>
  );
}

/** Nobody came to the telephone, but what to do was said: it stays to be read once more. */
export function RepliedScreen({
  view,
  screen,
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "replied" }>;
}) {
  const { t } = useTranslation("panel");
  const read = useReadWord();
  const nameCallee = useCallee();
  return (
    <div className="state-screen">
      <TopBar view={view} />
      <div className="state-main">
        <span className="pictogram" data-tone="indigo">
          <MessageCircleReply aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{screen.word === null ? t("replied.title") : read(screen.word)}</h1>
        <p className="detail">{t("replied.detail", { callee: nameCallee(screen.homeNumber) })}</p>
      </div>
      <Pressable className="home-key" data-testid="panel-home" onPress={view.commands.dismiss}>
        {t("outcome.home")}
      </Pressable>
    </div>
  );
}

/** The door is open: the whole screen says so, to be seen from the corner of an eye. */
export function OpenedScreen() {
  const { t } = useTranslation("panel");
  return (
    <div className="opened-screen">
      <OpeningDoor />
      <h1 className="sentence">{t("opened.title")}</h1>
    </div>
  );
}
