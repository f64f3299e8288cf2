/** What the panel's view model needs from the world; the browser's side is in `media`, `sound` and `agent`. */
import type { LineFigures, LineLevel, PanelDevicesView, PanelMediaCall } from "@genkan/calls";
import type {
  CallSignal,
  Directory,
  PanelEntry,
  PanelMedia,
  PanelSeen,
  ShowPanel,
  Signal,
} from "@genkan/contract";
import type { Answer, Readable } from "@genkan/link";
import type { VisitorPhrase } from "./view";

export type AgentStatus =
  | "open" // frames pass
  | "away" // not heard; the link tries by itself
  | "replaced"; // another page drives the unit now, and keeps it until this one is asked back

/** The station agent, at the other end of the unit's own socket. */
export interface Agent {
  readonly status: Readable<AgentStatus>;
  /** For how long the agent has been away. */
  silentForMs(): number;
  /** Drive the unit from this page again. */
  takeOver(): void;
  onPanel(handler: (panel: ShowPanel) => void): void;
  onSignal(handler: (signal: CallSignal) => void): void;
  /** `buildingId`: of the home, where the station serves several buildings. */
  call(homeNumber: string, buildingId: string | null): Promise<Answer<unknown>>;
  callOffice(): Promise<Answer<unknown>>;
  listDirectory(buildingId: string | null): Promise<Answer<Directory>>;
  hangUp(): Promise<Answer<unknown>>;
  /** Answer the home with a button. */
  say(phrase: VisitorPhrase): Promise<Answer<unknown>>;
  enterPin(
    session: string,
    digits: string,
    homeNumber: string | null,
    buildingId: string | null,
  ): Promise<Answer<PanelEntry>>;
  showFrame(session: string, frame: CameraFrame): Promise<Answer<PanelSeen>>;
  leaveEntry(session: string): void;
  tellSnapshot(callId: string, jpegBase64: string): void;
  /** Give the picture of who has just opened with a key. */
  tellKeyPicture(eventId: string, jpegBase64: string): void;
  tellMedia(media: PanelMedia): void;
  /** Say that the screen is alive and in a call, and find out soon whether the agent still is. */
  tellAlive(): void;
  /** The server's time as the unit knows it. */
  now(): number;
}

/** The unit's camera and microphone. They stay open: opening a camera costs a second of every call. */
export interface Devices {
  readonly view: Readable<PanelDevicesView>;
}

/** The brightness of a picture of the camera: a byte a pixel, row by row, as base64. */
export interface CameraFrame {
  width: number;
  height: number;
  luminance: string;
}

/** Where the camera's frames come from while a QR code is looked for. */
export interface Frames {
  /** Give frames one after the other, each when the one before was dealt with; the returned function ends it. */
  start(look: (frame: CameraFrame) => Promise<void>): () => void;
}

/** Takes one JPEG of at most 640×360 from a camera, as base64; null when it has none. */
export type TakePicture = (stream: MediaStream | null) => Promise<string | null>;

/** The connections of a call to the phones it rings on: `PanelMedia`. */
export interface CallMedia {
  /** Follow the call as it is now; null closes everything. Idempotent. */
  show(call: PanelMediaCall | null): void;
  receive(callId: string, leg: string, signal: Signal): void;
}

/** How the connections of a call are. */
export interface MediaReading {
  legs: ReadonlyMap<string, LineFigures>;
  level: LineLevel;
}

export type PanelSound = "key" | "refused" | "opened" | "word";

/** Reads a sentence aloud, where the unit has a voice for the language. */
export interface Speech {
  /** A newer sentence takes an older one's place. */
  speak(sentence: string, language: string, volume: number): void;
  stop(): void;
}

/** One voice for every event of the screen. */
export interface Sounds {
  play(sound: PanelSound): void;
  /** From 0 to 1, for everything that follows. */
  setVolume(volume: number): void;
  startRingback(): void;
  stopRingback(): void;
}

/** Where timers come from; tests turn the hands themselves. */
export interface Timers {
  /** Run the task once after the time; the returned function calls it off. */
  after(delayMs: number, task: () => void): () => void;
}
