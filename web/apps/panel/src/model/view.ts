/** Everything the panel's screen shows and accepts at one instant. */
import type { PanelDevicesView } from "@genkan/calls";
import type { PanelEntry } from "@genkan/contract";
import type { OutcomeKind } from "./outcome";

export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

export type Hint =
  | "empty" // 「呼出」 without a number
  | "full"; // more digits than a home number has here

export type OfflineCause =
  | "agent" // the unit's own program is not heard
  | "server" // the unit has no link to the server
  | "replaced"; // another page drives the unit

export type KeyHint =
  | "empty" // 「解錠」 without a PIN
  | "short" // fewer digits than any PIN has
  | "full" // more digits than any has
  | "no_home"; // 「解錠」 without the home number that was asked for

/** What the key screen tells and then goes back from. */
export type KeyTold =
  | Exclude<PanelEntry["outcome"], "opened" | "home_number" | "tap_on_phone">
  | "unreachable"; // the unit itself did not answer

export type KeyScreen =
  | {
      state: "key_pin";
      length: number; // how many digits are typed; which ones is nobody's business
      homeNumber: string;
      step: "pin" | "home";
      hint: KeyHint | null;
      isChecking: boolean;
    }
  | { state: "key_qr"; isForeign: boolean } // a code that is no key is before the camera
  | { state: "key_phone"; sinceMs: number; deadlineMs: number } // a phone of the home is to allow it
  | {
      state: "key_told";
      outcome: KeyTold;
      method: "pin" | "qr";
      validFromMs: number | null;
      entrance: string | null;
      retryMs: number | null; // when the next try counts
    };

export type Screen =
  | KeyScreen
  | { state: "starting" } // nothing heard from the agent yet
  | { state: "not_enrolled" } // the unit belongs to no server yet
  | { state: "offline"; cause: OfflineCause } // calls are impossible, and why
  | { state: "idle"; number: string; hint: Hint | null; isDialing: boolean }
  | { state: "unknown_home"; number: string; unknownNumber: string } // the number stays for correction
  | { state: "calling"; homeNumber: string; sinceMs: number; deadlineMs: number | null }
  | { state: "talking"; homeNumber: string; deadlineMs: number | null; isInterrupted: boolean }
  | { state: Exclude<OutcomeKind, "offline">; homeNumber: string };

export type ScreenState = Screen["state"];

/** A command is null while it is impossible, so its button cannot be pressed. */
export interface Commands {
  press: ((digit: Digit) => void) | null;
  correct: (() => void) | null;
  clear: (() => void) | null;
  call: (() => void) | null;
  hangUp: (() => void) | null;
  /** Open the key screen. */
  openKeys: (() => void) | null;
  /** 「解錠」 */
  unlock: (() => void) | null;
  /** Show the keypad or the camera for QR codes. */
  chooseKeyMode: ((mode: "pin" | "qr") => void) | null;
  /** Back to the keys from what is told. */
  again: (() => void) | null;
  /** Leave the key screen. */
  leaveKeys: (() => void) | null;
  /** Leave what fills the screen before its time is over. */
  dismiss: (() => void) | null;
  /** Drive the unit from this page again, after another one took it. */
  takeOver: (() => void) | null;
  chooseLanguage: (language: string) => void;
}

export interface PanelView {
  screen: Screen;
  commands: Commands;
  language: string;
  languages: readonly string[];
  buildingName: string;
  stationName: string;
  timeZone: string;
  /** Whether the unit knows what time it is. */
  isTimeKnown: boolean;
  devices: PanelDevicesView;
}
