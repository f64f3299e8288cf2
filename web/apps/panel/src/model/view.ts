/** Everything the panel's screen shows and accepts at one instant. */
import type { PanelDevicesView } from "@genkan/calls";
import type { PanelEntry, ShowPanel } from "@genkan/contract";
import type { Building } from "./buildings";
import type { DirectoryView } from "./directory";
import type { OutcomeKind } from "./outcome";

export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

export type Hint =
  | "empty" // 「呼出」 without a number
  | "full"; // more digits than a home number has here

/** What a visitor can answer with a button. */
export const VISITOR_PHRASES = ["yes", "no", "again", "parcel", "later"] as const;
export type VisitorPhrase = (typeof VISITOR_PHRASES)[number];

/** Opening hours of one weekday, 0 for Monday, in minutes of the day. */
export interface OfficeHours {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

/** One thing said without a voice. */
export interface Word {
  by: "home" | "visitor";
  phrase: string | null;
  text: string | null;
  atMs: number;
}

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
      step: "pin" | "building" | "home";
      buildings: readonly Building[]; // to choose from at the step between PIN and home number
      buildingName: string; // of the home number; empty where there is but one
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
  | { state: "revoked" } // another unit took its place, or the station is gone
  | { state: "offline"; cause: OfflineCause } // calls are impossible, and why
  | { state: "building"; buildings: readonly Building[] } // 棟 first
  | { state: "idle"; number: string; hint: Hint | null; isDialing: boolean }
  | { state: "unknown_home"; number: string; unknownNumber: string } // the number stays for correction
  | {
      state: "calling";
      homeNumber: string;
      sinceMs: number;
      deadlineMs: number | null;
      words: readonly Word[];
    }
  | {
      state: "talking";
      homeNumber: string;
      deadlineMs: number | null;
      isInterrupted: boolean;
      words: readonly Word[];
    }
  | { state: "waiting"; homeNumber: string; words: readonly Word[] } // rings when the home is free
  | { state: "directory"; directory: DirectoryView }
  | { state: "office_closed"; hours: readonly OfficeHours[] }
  | { state: "replied"; homeNumber: string; word: Word | null } // nobody came, but said what to do
  | { state: Exclude<OutcomeKind, "offline" | "replied" | "office_closed">; homeNumber: string };

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
  callOffice: (() => void) | null;
  /** Say which building the home is in. */
  chooseBuilding: ((id: string) => void) | null;
  /** Back to that question. */
  changeBuilding: (() => void) | null;
  openDirectory: (() => void) | null;
  closeDirectory: (() => void) | null;
  turnPage: ((pages: number) => void) | null;
  /** Call the home of an entry. */
  callEntry: ((homeNumber: string) => void) | null;
  /** Larger words, and every key within reach of somebody who sits. */
  toggleReach: () => void;
  /** Answer the home with a button. */
  say: ((phrase: VisitorPhrase) => void) | null;
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
  /** The building that was chosen; empty at a station of one building, and before. */
  chosenBuilding: string;
  /** Of the home that is, or was last, called; empty at a station of one building. */
  calledBuilding: string;
  stationName: string;
  timeZone: string;
  /** Whether the unit knows what time it is. */
  isTimeKnown: boolean;
  devices: PanelDevicesView;
  /** A resident looks through the camera. */
  isViewed: boolean;
  /** A picture of the visitor is kept when nobody takes the call. */
  takesPictures: boolean;
  /** From 0 to 1: softer at night. */
  volume: number;
  isLarge: boolean;
  /** What the agent shows, for parts that are loaded later and concern the unit itself. */
  unit: ShowPanel | null;
}
