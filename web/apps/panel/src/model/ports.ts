/** What the panel's view model needs from the world; the browser's side is in `media`, `sound` and `agent`. */
import type { CallSignal, IceServer, PanelMedia, ShowPanel } from "@genkan/contract";
import type { Answer, Readable } from "@genkan/link";

/** The station agent, at the other end of the unit's own socket. */
export interface Agent {
  /** Whether frames pass now. */
  readonly isOpen: Readable<boolean>;
  onPanel(handler: (panel: ShowPanel) => void): void;
  onSignal(handler: (signal: CallSignal) => void): void;
  call(homeNumber: string): Promise<Answer<unknown>>;
  hangUp(): Promise<Answer<unknown>>;
  tellSignal(signal: CallSignal): void;
  tellSnapshot(callId: string, jpegBase64: string): void;
  tellMedia(media: PanelMedia): void;
  /** Say that the screen is alive and in a call, and find out soon whether the agent still is. */
  tellAlive(): void;
  /** The server's time as the unit knows it. */
  now(): number;
}

/** Whether the page may use a camera or a microphone. */
export type DeviceState =
  | "asking" // the answer of the browser is not there yet
  | "ok" // delivers
  | "refused" // there, but the page may not use it
  | "missing"; // not there, or another program holds it

export interface CaptureState {
  camera: DeviceState;
  microphone: DeviceState;
  cameraTrack: MediaStreamTrack | null;
  microphoneTrack: MediaStreamTrack | null;
}

/** The unit's camera and microphone. They stay open: opening a camera costs a second of every call. */
export interface Capture {
  readonly state: Readable<CaptureState>;
  /** Take one JPEG of at most 640×360, as base64; null without a camera. */
  takePicture(): Promise<string | null>;
}

export interface AttendedCall {
  callId: string;
  ice: IceServer[];
  /** The leg the visitor talks with; null while it rings. */
  talkingWith: string | null;
}

/** The connections of a call to the phones it rings on. */
export interface CallMedia {
  /** A visitor has begun to type: make the first connection ready. */
  warm(): void;
  /** Follow the call as it is now. Idempotent. */
  attend(call: AttendedCall): void;
  receive(signal: CallSignal): void;
  /** Close everything; the microphone is silent from here on. */
  leave(): void;
}

/** One voice for every event of the screen. */
export interface Sounds {
  play(sound: "key" | "refused" | "opened"): void;
  startRingback(): void;
  stopRingback(): void;
}

/** Where timers come from; tests turn the hands themselves. */
export interface Timers {
  /** Run the task once after the time; the returned function calls it off. */
  after(delayMs: number, task: () => void): () => void;
}
