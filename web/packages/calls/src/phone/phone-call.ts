import type { AppCall, DoorView, Signal, WordView } from "@genkan/contract";
import { type Answer, Holdable, type Readable, Store } from "@genkan/link";
import type { AppLink, Command } from "../link";
import type { PeerFactory } from "../media/peer";
import { PhoneMedia, type PhoneMediaView } from "../media/phone-media";
import { DoorRelease } from "./door-release";
import { Heartbeat } from "./heartbeat";
import { Microphone, type MicrophoneState, type OpenMicrophone } from "./microphone";
import { type LocalFacts, type Stage, stageOf, type Why } from "./stage";

export interface PhoneCallView extends PhoneCallCommands {
  callId: string;
  /** Whom the visitor called; or nobody: this device looks through the camera. */
  kind: "home" | "office" | "view";
  stationName: string;
  buildingName: string;
  homeNumber: string;
  doors: readonly DoorView[];
  stage: Stage;
  why: Why | null;
  /** By the server's clock. */
  startedMs: number;
  answeredMs: number | null;
  deadlineMs: number | null;
  media: PhoneMediaView;
  microphone: MicrophoneState;
  /** The link is down; the call goes on for as long as the server can be heard again in time. */
  isReconnecting: boolean;
  /** Why the last 「応答」 was not accepted: a problem type's name. */
  answerRefusal: string | null;
  /** What both sides have said without a voice, oldest first. */
  words: readonly WordView[];
}

/** What a resident says without a voice: a set phrase, or typed text. */
export type Said = { phrase: string } | { text: string };

interface PhoneCallCommands {
  answer: Command;
  decline: Command;
  hangUp: Command;
  toggleMute: Command;
  /** Show and speak something at the station; the answer says whether it got there. */
  say: ((said: Said) => Promise<Answer<unknown>>) | null;
  /** Ask for the microphone again after it was refused or pulled out. */
  askMicrophone: Command;
  dismiss: Command;
}

/** Which call this window answered; survives a reload of the window, and no other window sees it. */
export interface AnswerMemory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface PhoneCallNeeds {
  link: AppLink;
  memory: AnswerMemory;
  /** Whether somebody would see this page ring; it says that it rings only then. */
  isWatched?: () => boolean;
  openMicrophone?: OpenMicrophone;
  openPeer?: PeerFactory;
}

const RINGING: ReadonlySet<string> = new Set(["ringing", "backup"]);
const DECLINABLE: ReadonlySet<Stage> = new Set<Stage>(["incoming", "waiting"]);
const SPEAKABLE: ReadonlySet<Stage> = new Set<Stage>(["incoming", "waiting", "talking"]);
const LIVE: ReadonlySet<Stage> = new Set<Stage>(["incoming", "answering", "talking"]);
const NO_WORDS: readonly WordView[] = [];
const ANSWERED_KEY = "genkan.answered";
const ANSWER_LIMIT_MS = 5_000;
const SHOWN_MS: Partial<Record<Stage, number>> = { opened: 3_500, over: 4_500, gone: 0 };
const HUNG_UP_SHOWN_MS = 2_000; // who hung up, or heard the other do so, knows why
/** For so long after 「応答」 the screen stays as it is: drawing it would delay the microphone. */
const VOICE_FIRST_MS = 100;
const RING_GRACE_MS = 3_000; // a ring out of reach of the server is over soon after its deadline

/** One call on this device, from its first ring to the last word about it. */
export class PhoneCall {
  readonly id: string;
  readonly media: PhoneMedia;
  readonly #link: AppLink;
  readonly #memory: AnswerMemory;
  readonly #isWatched: () => boolean;
  readonly #microphone: Microphone;
  readonly #heartbeat: Heartbeat;
  readonly #releases = new Map<string, DoorRelease>();
  readonly #view: Store<PhoneCallView>;
  readonly #shown: Holdable<PhoneCallView>;
  readonly #unsubscribes: (() => void)[];
  #call: AppCall;
  #local: LocalFacts;
  #hasToldRinging = false;
  #answerRefusal: string | null = null;
  #shownTimer: ReturnType<typeof setTimeout> | undefined;
  #ringTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    call: AppCall,
    { link, memory, isWatched = () => true, openMicrophone, openPeer }: PhoneCallNeeds,
  ) {
    this.id = call.call_id;
    this.#call = call;
    this.#link = link;
    this.#memory = memory;
    this.#isWatched = isWatched;
    this.#local = recallFacts(call, memory);
    this.#microphone = new Microphone(openMicrophone, (track) => void this.media.setMicrophone(track));
    this.media = new PhoneMedia({
      ice: call.ice,
      send: (signal) =>
        link.tell("call.signal", { call_id: call.call_id, leg: this.#call.station_leg, signal }),
      ...(openPeer ? { openPeer } : {}),
    });
    this.#heartbeat = new Heartbeat(link, call.call_id, () => this.#endHere("lost_here"));
    this.#view = new Store(this.#compute());
    this.#shown = new Holdable(this.#view);
    this.#unsubscribes = [
      this.media.view.subscribe(() => this.#refresh()),
      this.#microphone.view.subscribe(() => this.#refresh()),
      link.status.subscribe(() => this.#followLink()),
    ];
  }

  /** Ask for the picture; a window that was reloaded while talking takes up its talk. */
  begin(): void {
    if (this.#call.phase !== "waiting") this.media.want();
    this.show(this.#call);
    if (this.#view.get().stage === "talking") void this.#join();
  }

  /** What to draw: `live`, except for a tenth of a second after 「応答」. */
  get view(): Readable<PhoneCallView> {
    return this.#shown;
  }

  /** The call as it is now, for what follows it without drawing. */
  get live(): Readable<PhoneCallView> {
    return this.#view;
  }

  /** Take the server's newest word about the call; null: it no longer knows it. */
  show(call: AppCall | null): void {
    if (call === null) {
      const { stage } = this.#view.get();
      if (stage !== "over" && stage !== "gone" && stage !== "opened") this.#endHere("lost");
      return;
    }
    if (call.version < this.#call.version) return; // overtaken on its way through another node
    const hasWaited = this.#call.phase === "waiting" && call.phase !== "waiting";
    this.#call = call;
    this.media.takeKeys(call.ice);
    if (hasWaited && call.phase !== "ended") this.media.want();
    this.#hasToldRinging = false; // invited again: the server has not heard, or has lost it
    this.tellRinging();
    this.#refresh();
  }

  /** Say that it rings here, if it does and nobody has said so yet. */
  tellRinging(): void {
    const { phase, leg_state, call_id } = this.#call;
    if (!RINGING.has(phase) || leg_state !== "invited" || this.#hasToldRinging || !this.#isWatched()) return;
    this.#hasToldRinging = true;
    this.#link.tell("call.rang", { call_id });
  }

  receive(leg: string, signal: Signal): void {
    if (leg === this.#call.station_leg) void this.media.receive(signal);
  }

  /** 「ドアオープン」 of one of the call's doors. */
  doorRelease(doorId: string): DoorRelease {
    const known = this.#releases.get(doorId);
    if (known !== undefined) return known;
    const release = new DoorRelease(this.#link, doorId, this.id);
    this.#releases.set(doorId, release);
    this.#unsubscribes.push(
      release.view.subscribe(() => {
        if (release.view.get().state === "opened") this.#note({ hasOpened: true });
      }),
    );
    return release;
  }

  close(): void {
    this.#endMedia();
    clearTimeout(this.#shownTimer);
    clearTimeout(this.#ringTimer);
    this.#shown.release();
    for (const unsubscribe of this.#unsubscribes.splice(0)) unsubscribe();
    for (const release of this.#releases.values()) release.close();
  }

  readonly #answer = async (): Promise<void> => {
    if (this.#view.get().stage !== "incoming") return; // a second tap on a button not yet gone
    this.#shown.hold(VOICE_FIRST_MS);
    this.#answerRefusal = null;
    this.#memory.setItem(ANSWERED_KEY, this.id);
    this.#note({ isAnswering: true, hasAnswered: true });
    void this.#microphone.start(); // inside the press, or the browser would not show its question
    const answer = await this.#link.ask("call.answer", { call_id: this.id }, ANSWER_LIMIT_MS);
    if (answer.ok && answer.body.won) {
      this.#call = { ...this.#call, phase: "talking", leg_state: "connected" };
      this.#note({ isAnswering: false });
    } else if (answer.ok) {
      this.#endHere("elsewhere");
    } else {
      this.#answerRefusal = answer.refusal.reason;
      this.#note({ isAnswering: false });
    }
  };

  readonly #decline = (): void => {
    if (!DECLINABLE.has(this.#view.get().stage)) return; // answered a moment ago, and not yet drawn
    void this.#link.ask("call.decline", { call_id: this.id });
    this.#note({ endedHere: "declined_here" });
  };

  readonly #hangUp = (): void => {
    void this.#link.ask("call.hang_up", { call_id: this.id });
    this.#endHere("hung_up");
  };

  readonly #say = (said: Said): Promise<Answer<unknown>> =>
    this.#link.ask("call.say", { call_id: this.id, ...said });

  readonly #dismiss = (): void => this.#note({ endedHere: "declined_here" });

  /** Let the visitor hear this device. Without a microphone one still sees, hears and opens. */
  readonly #join = async (): Promise<void> => {
    if (this.#call.kind === "view") return; // looked at, not spoken to
    const track = await this.#microphone.start();
    if (this.#view.get().stage === "talking") await this.media.setMicrophone(track);
    this.#shown.release();
  };

  #endHere(why: Why): void {
    // A later word of the server about how it ended is kept: it knows more than this device.
    if (this.#call.kind === "view") this.#note({ endedHere: "declined_here" });
    else if (this.#view.get().stage !== "over") this.#note({ endedHere: why });
  }

  #note(change: Partial<LocalFacts>): void {
    this.#local = { ...this.#local, ...change };
    this.#refresh();
  }

  #followLink(): void {
    clearTimeout(this.#ringTimer);
    if (this.#link.status.get().state === "open") {
      if (this.media.view.get().state !== "live" && LIVE.has(this.#view.get().stage)) this.media.want();
    } else if (this.#view.get().stage === "incoming" || this.#view.get().stage === "answering") {
      const endMs = (this.#call.deadline_ms ?? 0) + RING_GRACE_MS;
      const leftMs = Math.max(0, endMs - this.#link.clock.now());
      this.#ringTimer = setTimeout(() => this.#endHere("lost_here"), leftMs);
    }
    this.#refresh();
  }

  #refresh(): void {
    const before = this.#view.get();
    const after = this.#compute();
    this.#view.set(after);
    if (after.stage !== "answering" && after.stage !== "talking") this.#shown.release();
    if (after.stage === "talking" && before.stage !== "talking") void this.#join();
    if (after.stage === "talking") this.#heartbeat.start();
    else this.#heartbeat.stop();
    if (after.stage === "over" || after.stage === "gone" || this.#call.phase === "ended") this.#endMedia();
    if (after.stage !== before.stage || after.why !== before.why) this.#planDismissal(after);
  }

  #planDismissal({ stage, why }: PhoneCallView): void {
    clearTimeout(this.#shownTimer);
    const shownMs = stage === "over" && why === "hung_up" ? HUNG_UP_SHOWN_MS : SHOWN_MS[stage];
    if (shownMs !== undefined && stage !== "gone") this.#shownTimer = setTimeout(this.#dismiss, shownMs);
  }

  #endMedia(): void {
    this.#heartbeat.stop();
    this.#microphone.close();
    this.media.close();
  }

  #compute(): PhoneCallView {
    const call = this.#call;
    const { stage, why } = stageOf(call, this.#local);
    const microphone = this.#microphone.view.get();
    return {
      callId: call.call_id,
      kind: call.kind === "office" || call.kind === "view" ? call.kind : "home",
      stationName: call.station_name,
      buildingName: call.building_name,
      homeNumber: call.home_number,
      doors: call.doors,
      stage,
      why,
      startedMs: call.started_ms,
      answeredMs: call.answered_ms ?? null,
      deadlineMs: call.deadline_ms ?? null,
      media: this.media.view.get(),
      microphone,
      isReconnecting: LIVE.has(stage) && this.#link.status.get().state !== "open",
      answerRefusal: this.#answerRefusal,
      words: call.words ?? NO_WORDS,
      ...this.#commandsAt(stage),
    };
  }

  #commandsAt(stage: Stage): PhoneCallCommands {
    const microphone = this.#microphone.view.get();
    const isTalking = stage === "talking";
    const isIncoming = stage === "incoming";
    const talksAloud = isTalking && this.#call.kind !== "view";
    const hears = microphone === "on" || microphone === "muted";
    const lacks = microphone === "refused" || microphone === "missing";
    return {
      answer: isIncoming ? () => void this.#answer() : null,
      decline: DECLINABLE.has(stage) ? this.#decline : null,
      say: SPEAKABLE.has(stage) && this.#call.kind !== "view" ? this.#say : null,
      hangUp: isTalking || stage === "answering" ? this.#hangUp : null,
      toggleMute: talksAloud && hears ? () => this.#microphone.toggleMute() : null,
      askMicrophone: talksAloud && lacks ? () => void this.#join() : null,
      dismiss: stage === "over" || stage === "opened" ? this.#dismiss : null,
    };
  }
}

/** Give what this window did in the call before it was reloaded. */
export function recallFacts(call: AppCall, memory: AnswerMemory): LocalFacts {
  return {
    isAnswering: false,
    hasAnswered: memory.getItem(ANSWERED_KEY) === call.call_id,
    hasOpened: false,
    endedHere: null,
  };
}
