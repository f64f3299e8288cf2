import {
  CalendarClock,
  CircleHelp,
  ClockAlert,
  DoorClosed,
  Hourglass,
  type LucideIcon,
  MapPin,
  Smartphone,
  TicketX,
  Unplug,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KeyTold, PanelView, Screen } from "../model/view";
import { useNow } from "../parts/clock";
import { KeyTop } from "../parts/key-top";
import { useModel } from "../parts/panel-context";
import { Pressable } from "../parts/pressable";
import { useKeyToldWords } from "../parts/use-key-told-words";

type ToldScreen = Extract<Screen, { state: "key_told" }>;

const PICTOGRAMS: Record<KeyTold, { icon: LucideIcon; tone: "amber" | "crimson" | "quiet" }> = {
  not_now: { icon: CalendarClock, tone: "amber" },
  used_up: { icon: TicketX, tone: "quiet" },
  unknown: { icon: CircleHelp, tone: "amber" },
  slow_down: { icon: Hourglass, tone: "amber" },
  other_way: { icon: Smartphone, tone: "amber" },
  other_entrance: { icon: MapPin, tone: "amber" },
  clock_unknown: { icon: ClockAlert, tone: "amber" },
  failed: { icon: DoorClosed, tone: "crimson" },
  unreachable: { icon: Unplug, tone: "crimson" },
};

/** Why the door stays shut, and what to do now. */
export function KeyToldScreen({ view, screen }: { view: PanelView; screen: ToldScreen }) {
  const { t } = useTranslation("panel");
  const { title, detail } = useKeyToldWords(screen, view.timeZone, view.language);
  const { icon: Icon, tone } = PICTOGRAMS[screen.outcome];
  return (
    <div className="state-screen">
      <KeyTop view={view} mode={null} />
      <div className="state-main">
        <span className="pictogram" data-tone={tone}>
          <Icon aria-hidden="true" strokeWidth={1.75} />
        </span>
        <h1 className="sentence">{title}</h1>
        {detail === null ? null : <p className="detail">{detail}</p>}
        {screen.retryMs === null ? null : <Wait untilMs={screen.retryMs} />}
      </div>
      {screen.retryMs === null ? (
        <Pressable className="home-key" data-testid="panel-again" onPress={view.commands.again}>
          {t("key_told.again")}
        </Pressable>
      ) : null}
    </div>
  );
}

/** Counts down to the next try, which comes by itself. */
function Wait({ untilMs }: { untilMs: number }) {
  const { t } = useTranslation("panel");
  useNow(250);
  const seconds = Math.max(1, Math.ceil((untilMs - useModel().now()) / 1_000));
  return (
    <p className="detail tabular" data-testid="panel-wait">
      {t("slow_down.wait", { seconds })}
    </p>
  );
}
