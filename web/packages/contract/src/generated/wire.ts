/* Generated from the server's declarations by `npm run generate`. Do not edit. */

/**
 * Names one call.
 */
export interface CallRef {
  call_id: string;
}
/**
 * Say something without a voice (ask): one of the side's phrases, or from an app a text.
 *
 * Reply: Nothing, when the other side is shown it; or Refused (call-over, text-unfit, too-often).
 */
export interface CallSay {
  call_id: string;
  phrase?: string | null;
  text?: string | null;
}
/**
 * A Signal on its way. `leg` is the other side: the receiver when sent, the sender when received.
 */
export interface CallSignal {
  call_id: string;
  leg: string;
  signal: Signal;
}
/**
 * One step of setting up the media between a phone and the panel.
 *
 * The phone says `want`; the panel, which always offers, answers with `offer`; the phone with
 * `answer`; both trickle `candidate`. A second `want` replaces the connection; a panel that has gone
 * to another network says `want` for the phone to do so. `state` tells what the panel gives from now on.
 */
export interface Signal {
  camera?: boolean;
  candidate?: string | null;
  is_saving?: boolean;
  microphone?: boolean;
  sdp?: string | null;
  sdp_m_line_index?: number | null;
  sdp_mid?: string | null;
  type: "answer" | "candidate" | "offer" | "state" | "want";
}
/**
 * Ask to release a door once. Reply: DoorReleased; or Refused.
 */
export interface DoorRelease {
  call_id?: string | null;
  door_id: string;
  key: string;
  tapped_ms: number;
}
/**
 * Heartbeat. The sender remembers when it sent `mark`, and learns the round trip from the Pong.
 */
export interface Ping {
  mark?: number;
}
/**
 * Say whether one of the home typed its PIN (ask). Reply: Nothing; or Refused (prompt-over).
 */
export interface PromptAnswer {
  allow: boolean;
  prompt_id: string;
}
/**
 * Look through the camera beside a door (ask). Reply: CallRef; then show.calls; or Refused.
 */
export interface ViewStart {
  door_id: string;
}
/**
 * The last frame before a deliberate close.
 */
export interface Bye {
  reason: string;
  retry_after_ms?: number | null;
}
/**
 * Reply to call.answer. `won` is false when another device was first or the call is over.
 */
export interface CallAnswered {
  won: boolean;
}
/**
 * A body without content.
 */
export interface Nothing {}
/**
 * The station drove the relay.
 */
export interface DoorReleased {
  at_ms: number;
  event_id: string;
}
/**
 * The answer to a Ping, with the server's clock.
 */
export interface Pong {
  mark?: number;
  server_ms: number;
}
/**
 * The answer to an ask that was not done; `reason` is a problem type's name, its words are in locales.
 */
export interface Refused {
  reason: string;
  retry_after_ms?: number | null;
}
/**
 * The open alarms of the properties the person looks after, newest first.
 */
export interface ShowAlarms {
  alarms: AlarmView[];
}
/**
 * Something at an entrance that somebody should see to, or has seen to.
 */
export interface AlarmView {
  acknowledged_by?: string | null;
  acknowledged_ms?: number | null;
  alarm_id: string;
  building_name: string;
  door_name?: string | null;
  kind: string;
  property_id: string;
  remark?: string | null;
  since_ms: number;
  station_id: string;
  station_name: string;
  told_ms?: number | null;
  until_ms?: number | null;
}
/**
 * All calls of the person's homes: live ones, and those that ended a few seconds ago.
 */
export interface ShowCalls {
  calls: AppCall[];
}
/**
 * A call as one device of the home sees it.
 */
export interface AppCall {
  answered_ms?: number | null;
  building_name: string;
  call_id: string;
  deadline_ms?: number | null;
  doors: DoorView[];
  end?: string | null;
  home_number: string;
  ice: IceServer[];
  kind?: string;
  leg: string;
  leg_end?: string | null;
  leg_state: string;
  phase: string;
  started_ms: number;
  station_leg: string;
  station_name: string;
  version: number;
  words?: WordView[];
}
/**
 * A door the person may pass now.
 */
export interface DoorView {
  building_id?: string | null;
  building_name: string;
  door_id: string;
  fail_mode?: string | null;
  has_view?: boolean;
  name: string;
  online: boolean;
  relay?: number | null;
  release_ms?: number | null;
  state?: string | null;
}
/**
 * One STUN or TURN server, as RTCPeerConnection takes it.
 */
export interface IceServer {
  credential?: string | null;
  urls: string[];
  username?: string | null;
}
/**
 * One thing said without a voice; a `phrase` is read in the reader's own language.
 */
export interface WordView {
  at_ms: number;
  by: string;
  phrase?: string | null;
  text?: string | null;
}
/**
 * Everything the home screen shows.
 */
export interface ShowHome {
  doors: DoorView[];
  homes: HomeView[];
}
/**
 * A home the person belongs to.
 */
export interface HomeView {
  building_name: string;
  home_id: string;
  household_id: string;
  number: string;
  role: string;
}
/**
 * Every open question to the person's homes.
 */
export interface ShowPrompts {
  prompts: PromptView[];
}
/**
 * Somebody typed the home's right PIN at a keypad that has been guessed at: was it one of us?
 */
export interface PromptView {
  asked_ms: number;
  building_name: string;
  deadline_ms: number;
  home_number: string;
  household_id: string;
  prompt_id: string;
  station_name: string;
}
/**
 * Every station of the properties the person looks after.
 */
export interface ShowStations {
  stations: StationView[];
}
/**
 * A door station as managers see it.
 */
export interface StationView {
  building_id?: string | null;
  building_name: string;
  clock_uncertainty_ms?: number | null;
  doors: DoorView[];
  enrolled: boolean;
  enrolled_ms?: number | null;
  last_event_ms?: number | null;
  name: string;
  online: boolean;
  property_id?: string | null;
  property_name?: string | null;
  serves?: ServedBuilding[];
  since_ms?: number | null;
  station_id: string;
  tampered?: boolean | null;
  version?: string | null;
}
/**
 * A building whose homes a station calls.
 */
export interface ServedBuilding {
  building_id: string;
  name: string;
}
/**
 * How bright the screen should be now (tell); only where the unit can dim its backlight.
 */
export interface PanelBrightness {
  percent: number;
}
/**
 * The visitor pressed 「呼出」 (ask). Reply: Nothing, then show.panel; or Refused.
 */
export interface PanelCall {
  building_id?: string | null;
  home_number: string;
  office?: boolean;
}
/**
 * What the screen has tried in a round of a check (ask). Reply: Nothing; or Refused (check-over).
 */
export interface CheckReport {
  check_id: string;
  /**
   * @maxItems 8
   */
  results:
    | []
    | [CheckResult]
    | [CheckResult, CheckResult]
    | [CheckResult, CheckResult, CheckResult]
    | [CheckResult, CheckResult, CheckResult, CheckResult]
    | [CheckResult, CheckResult, CheckResult, CheckResult, CheckResult]
    | [CheckResult, CheckResult, CheckResult, CheckResult, CheckResult, CheckResult]
    | [CheckResult, CheckResult, CheckResult, CheckResult, CheckResult, CheckResult, CheckResult]
    | [
        CheckResult,
        CheckResult,
        CheckResult,
        CheckResult,
        CheckResult,
        CheckResult,
        CheckResult,
        CheckResult
      ];
  round: number;
}
/**
 * What the screen found in one part of a check.
 */
export interface CheckResult {
  detail?: string;
  part: "camera" | "loudspeaker" | "microphone" | "turn";
  reason?: string;
  state: "asking" | "failed" | "ok";
}
/**
 * Ask for 「居住者一覧」 of a building the station serves; without one, of its own.
 */
export interface DirectoryList {
  building_id?: string | null;
}
/**
 * Somebody typed a PIN and pressed 「解錠」 (ask). Reply: PanelEntry.
 *
 * `session` is new each time the key screen opens: a right entry forgives typos of its own session only.
 */
export interface PanelPin {
  building_id?: string | null;
  digits: string;
  door_id?: string | null;
  home_number?: string | null;
  session: string;
}
/**
 * A picture of whoever has just opened with a key, where `PanelEntry.picture_of` asked for one.
 */
export interface PanelKeyPicture {
  event_id: string;
  jpeg: string;
}
/**
 * The key screen was left (tell): no tap on a phone is waited for any longer.
 */
export interface PanelLeave {
  session: string;
}
/**
 * What the screen may use: ok | refused | missing.
 */
export interface PanelMedia {
  camera: string;
  microphone: string;
}
/**
 * The visitor answers with a button (ask). Reply: Nothing, or Refused.
 */
export interface PanelSay {
  phrase: string;
}
/**
 * One frame of the camera while the QR screen is open (ask). Reply: PanelSeen; then the next.
 */
export interface PanelFrame {
  height: number;
  luminance: string;
  session: string;
  width: number;
}
/**
 * A QR code was read (ask). Reply: PanelEntry.
 */
export interface PanelKey {
  session: string;
  token: string;
}
/**
 * A picture of the visitor for a missed call.
 */
export interface PanelSnapshot {
  call_id: string;
  jpeg: string;
}
/**
 * 「居住者一覧」, for the screen only: the station keeps none of it.
 */
export interface Directory {
  entries: DirectoryEntry[];
}
/**
 * One home. A household that chose no name has none.
 */
export interface DirectoryEntry {
  home_number: string;
  name?: string | null;
}
/**
 * What became of the last PIN or key; the panel shows it on its key screen.
 */
export interface PanelEntry {
  at_ms?: number | null;
  deadline_ms?: number | null;
  entrance?: string | null;
  method: "pin" | "qr";
  outcome:
    | "clock_unknown"
    | "failed"
    | "home_number"
    | "not_now"
    | "opened"
    | "other_entrance"
    | "other_way"
    | "slow_down"
    | "tap_on_phone"
    | "unknown"
    | "used_up";
  picture_of?: string | null;
  session: string;
  valid_from_ms?: number | null;
  wait_ms?: number | null;
}
/**
 * What the frame showed: what became of its key; or a code that is no key; or neither.
 */
export interface PanelSeen {
  entry?: PanelEntry | null;
  is_foreign?: boolean;
}
/**
 * Everything the screen shows besides what is being typed.
 */
export interface ShowPanel {
  brightness?: number;
  building_name: string;
  buildings?: ServedBuilding[];
  call?: PanelCallView | null;
  check?: CheckView | null;
  enrolled: boolean;
  entry?: PanelEntry | null;
  has_backlight?: boolean;
  has_directory?: boolean;
  home_number_digits: number;
  idle_s: number;
  languages: string[];
  night?: NightHours | null;
  night_brightness?: number;
  office_hours?: OpenHours[];
  online: boolean;
  opened_ms?: number | null;
  revoked?: boolean;
  server_ms: number | null;
  station_name: string;
  takes_pictures?: boolean;
  time_zone: string;
  volume?: number;
}
/**
 * The call the screen shows.
 */
export interface PanelCallView {
  answered_by?: string | null;
  building_name?: string;
  call_id: string;
  deadline_ms?: number | null;
  end?: string | null;
  home_number: string;
  ice: IceServer[];
  kind?: string;
  leg: string;
  legs: LegView[];
  phase: string;
  words?: WordView[];
}
/**
 * One leg as the other side of the call sees it.
 */
export interface LegView {
  id: string;
  kind: string;
  state: string;
}
/**
 * The installation check that runs at the unit. Its screen tries what is `wanted`, once a round.
 */
export interface CheckView {
  check_id: string;
  code?: string | null;
  ice?: IceServer[];
  is_calling?: boolean;
  language: string;
  lines?: CheckLineView[];
  round?: number;
  wanted?: string[];
}
/**
 * One line of an installation check, as the unit's screen shows it.
 */
export interface CheckLineView {
  door_name?: string;
  part: string;
  state: string;
}
/**
 * When the unit is softer, in minutes of the day; may pass midnight.
 */
export interface NightHours {
  from_minute: number;
  to_minute: number;
  volume: number;
}
/**
 * Opening hours of one weekday, 0 for Monday, in minutes of the day.
 */
export interface OpenHours {
  from_minute: number;
  to_minute: number;
  weekday: number;
}

/** app.up: kind → body. */
export interface AppUp {
  "call.alive": CallRef;
  "call.answer": CallRef;
  "call.decline": CallRef;
  "call.hang_up": CallRef;
  "call.rang": CallRef;
  "call.say": CallSay;
  "call.signal": CallSignal;
  "door.release": DoorRelease;
  "ping": Ping;
  "prompt.answer": PromptAnswer;
  "view.start": ViewStart;
}

/** app.down: kind → body. */
export interface AppDown {
  "bye": Bye;
  "call.alive": CallRef;
  "call.answer.reply": CallAnswered;
  "call.decline.reply": Nothing;
  "call.hang_up.reply": Nothing;
  "call.say.reply": Nothing;
  "call.signal": CallSignal;
  "door.release.reply": DoorReleased;
  "pong": Pong;
  "prompt.answer.reply": Nothing;
  "refused": Refused;
  "show.alarms": ShowAlarms;
  "show.calls": ShowCalls;
  "show.home": ShowHome;
  "show.prompts": ShowPrompts;
  "show.stations": ShowStations;
  "view.start.reply": CallRef;
}

/** panel.up: kind → body. */
export interface PanelUp {
  "panel.alive": Nothing;
  "panel.brightness": PanelBrightness;
  "panel.call": PanelCall;
  "panel.check": CheckReport;
  "panel.directory": DirectoryList;
  "panel.enter_pin": PanelPin;
  "panel.hang_up": Nothing;
  "panel.key_picture": PanelKeyPicture;
  "panel.leave_entry": PanelLeave;
  "panel.media": PanelMedia;
  "panel.say": PanelSay;
  "panel.show_frame": PanelFrame;
  "panel.show_key": PanelKey;
  "panel.signal": CallSignal;
  "panel.snapshot": PanelSnapshot;
  "ping": Ping;
}

/** panel.down: kind → body. */
export interface PanelDown {
  "panel.call.reply": Nothing;
  "panel.check.reply": Nothing;
  "panel.directory.reply": Directory;
  "panel.enter_pin.reply": PanelEntry;
  "panel.hang_up.reply": Nothing;
  "panel.say.reply": Nothing;
  "panel.show_frame.reply": PanelSeen;
  "panel.show_key.reply": PanelEntry;
  "panel.signal": CallSignal;
  "pong": Pong;
  "refused": Refused;
  "show.panel": ShowPanel;
}
