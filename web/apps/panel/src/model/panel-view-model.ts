/**
 * The panel without its pixels: what the visitor types, what the agent shows, and what follows.
 *
 * The agent's `show.panel` is the truth about calls and the unit; this side adds only what is being
 * typed, the chosen language, and how long the end of a call stays on the screen.
 */
import type { PanelCallView, ShowPanel } from "@genkan/contract";
import { type Readable, Store } from "@genkan/link";
import { BuildingChoice } from "./buildings";
import { CallSession, type CallSessionNeeds } from "./call-session";
import { Deadline } from "./deadline";
import { DirectoryBrowser } from "./directory";
import { deleteLast, EMPTY_ENTRY, type Entry, typeDigit } from "./entry";
import { KeyDesk, type KeyDeskNeeds } from "./key-desk";
import { type Outcome, outcomeOfEnd, outcomeOfRefusal, shownMs } from "./outcome";
import type { Agent, Devices, Sounds } from "./ports";
import { Reachability } from "./reachability";
import { chooseScreen, readWords } from "./screen";
import type { Commands, Digit, PanelView, Screen, VisitorPhrase } from "./view";
import { volumeAt } from "./volume";

const DIALING_LIMIT_MS = 6_000; // the agent gives the server 5 s
const IN_CALL: ReadonlySet<Screen["state"]> = new Set(["waiting", "calling", "talking"] as const);
const OPENED_FRESH_MS = 4_000; // an older opening is news to nobody

export interface PanelNeeds extends CallSessionNeeds, KeyDeskNeeds {
  sounds: Sounds;
  /** Told when the picture or the voice is on its way, which drawing would delay. */
  mediaFirst?: () => void;
}

export class PanelViewModel implements Readable<PanelView> {
  readonly #agent: Agent;
  readonly #devices: Devices;
  readonly #sounds: Sounds;
  readonly #mediaFirst: () => void;
  readonly #session: CallSession;
  readonly #keys: KeyDesk;
  readonly #reach: Reachability;
  readonly #idle: Deadline;
  readonly #outcomeOver: Deadline;
  readonly #dialing: Deadline;
  readonly #view: Store<PanelView>;
  #panel: ShowPanel | null = null;
  #entry: Entry = EMPTY_ENTRY;
  #outcome: Outcome | null = null;
  #language = "ja";
  #openedMs = 0;
  /** The call whose end the visitor knows: it was told, or they ended it. */
  #knownCallId: string | null = null;
  #leftCallId: string | null = null;
  #heardWords = 0;
  #isLarge = false;
  /** A live view is no call: the screen stays free for visitors. */
  #isViewed = false;
  readonly #directory: DirectoryBrowser;
  readonly #building = new BuildingChoice();
  #calledBuilding = "";

  constructor(needs: PanelNeeds) {
    const { agent, devices, sounds, timers } = needs;
    this.#agent = agent;
    this.#devices = devices;
    this.#sounds = sounds;
    this.#mediaFirst = needs.mediaFirst ?? (() => undefined);
    this.#session = new CallSession({ ...needs, takesPictures: () => this.#panel?.takes_pictures !== false });
    this.#keys = new KeyDesk(needs, {
      changed: () => this.#refresh(),
      opened: () => this.#told("opened"),
      idleMs: () => this.#idleMs(),
      longestHomeNumber: () => this.#panel?.home_number_digits ?? 0,
      buildings: () => this.#building,
    });
    this.#reach = new Reachability(agent, timers, () => this.#lostTouch());
    this.#directory = new DirectoryBrowser(agent, () => this.#refresh());
    this.#idle = new Deadline(timers);
    this.#outcomeOver = new Deadline(timers);
    this.#dialing = new Deadline(timers);
    this.#view = new Store(this.#render());
    devices.view.subscribe(() => this.#devicesChanged());
    agent.status.subscribe(() => this.#agentChanged());
    agent.onSignal((signal) => this.#session.receive(signal));
    agent.onPanel((panel) => this.#show(panel));
    this.#agentChanged();
  }

  readonly get = (): PanelView => this.#view.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#view.subscribe(listener);

  /** The server's time as the unit knows it. */
  readonly now = (): number => this.#agent.now();

  // ── what comes from the agent ───────────────────────────────────────────────────────────────

  #agentChanged(): void {
    const status = this.#agent.status.get();
    this.#reach.followAgent();
    if (status === "open") this.#tellMedia();
    if (status === "replaced") this.#session.end(); // the other page has the call, and tells its end
    this.#refresh();
  }

  #lostTouch(): void {
    const { call } = this.#session;
    if (call !== null && this.#reach.isAgentSilent) {
      if (this.#isViewed) this.#endView();
      else this.#finish("lost", call);
    }
    this.#refresh();
  }

  #devicesChanged(): void {
    this.#tellMedia();
    this.#refresh();
  }

  #tellMedia(): void {
    const { camera, microphone } = this.#devices.view.get();
    if (camera !== "starting" && microphone !== "starting") this.#agent.tellMedia({ camera, microphone });
  }

  #show(panel: ShowPanel): void {
    const isNews = this.#panel?.languages[0] !== panel.languages[0]; // the first panel, or another choice
    this.#panel = panel;
    this.#building.follow(panel);
    if (isNews || !panel.languages.includes(this.#language)) this.#language = panel.languages[0] ?? "ja";
    this.#reach.followServer(panel.online);
    this.#followOpenings(panel);
    this.#followCall(panel.call ?? null);
    this.#keys.follow(panel.entry ?? null);
    if (panel.entry?.picture_of != null) this.#session.pictureKey(panel.entry.picture_of);
    this.#refresh();
  }

  #followOpenings({ opened_ms, server_ms }: ShowPanel): void {
    if (opened_ms == null || opened_ms <= this.#openedMs) return;
    this.#openedMs = opened_ms;
    const isFresh = server_ms === null || server_ms - opened_ms < OPENED_FRESH_MS;
    if (isFresh) this.#told("opened");
  }

  #told(kind: Outcome["kind"]): void {
    this.#keys.close();
    if (this.#outcome?.kind !== kind) this.#tell({ kind, homeNumber: "", callId: null });
  }

  #followCall(call: PanelCallView | null): void {
    if (call?.kind === "view") {
      this.#followView(call);
      return;
    }
    if (this.#isViewed) this.#endView();
    const followed = this.#session.call;
    if (call === null) {
      if (followed !== null) this.#finish("lost", followed); // the agent lost it: it was restarted
    } else if (call.phase === "ended") {
      this.#followEnd(call);
    } else if (call.call_id === this.#leftCallId) {
      void this.#agent.hangUp(); // said while the agent could not hear it
    } else {
      if (call.call_id !== followed?.call_id) this.#startCall(call);
      else if (call.phase === "talking" && followed?.phase !== "talking") this.#mediaFirst();
      this.#hearWords(call);
      this.#session.follow(call);
    }
  }

  /** The agent shows an end for a few seconds only: one this page has not told is still news. */
  #followEnd(call: PanelCallView): void {
    if (call.call_id === this.#knownCallId) return;
    if (this.#session.call?.call_id !== call.call_id) this.#endUnseen(call);
    this.#finish(outcomeOfEnd(call.end), call);
  }

  /** Somebody looks through the camera: the picture goes out, and the screen says so. */
  #followView(call: PanelCallView): void {
    if (call.phase === "ended") this.#endView();
    else {
      this.#isViewed = true;
      this.#session.follow(call);
    }
  }

  #endView(): void {
    this.#isViewed = false;
    if (this.#session.call?.kind === "view") this.#session.end();
  }

  /** A chime turns the visitor's eyes to what the home says. */
  #hearWords(call: PanelCallView): void {
    const heard = readWords(call).filter(({ by }) => by === "home").length;
    if (heard > this.#heardWords) this.#sounds.play("word");
    this.#heardWords = heard;
  }

  /** A call that ended before it rang leaves a picture, too. */
  #endUnseen(call: PanelCallView): void {
    this.#entry = EMPTY_ENTRY;
    this.#directory.close();
    if (this.#panel?.takes_pictures !== false && call.end === "no_answer") {
      void this.#session.sendPicture(call.call_id);
    }
  }

  #startCall(call: PanelCallView): void {
    this.#calledBuilding = call.building_name ?? "";
    this.#building.forget();
    this.#directory.close();
    this.#dialing.stop();
    this.#idle.stop();
    this.#entry = EMPTY_ENTRY;
    this.#keys.close();
    this.#knownCallId = null;
    this.#heardWords = 0;
    this.#endOutcome();
  }

  #finish(kind: Outcome["kind"] | null, call: PanelCallView): void {
    this.#session.end();
    this.#dialing.stop();
    this.#knownCallId = call.call_id;
    const word = readWords(call).findLast(({ by }) => by === "home") ?? null;
    if (kind !== null) this.#tell({ kind, homeNumber: call.home_number, callId: call.call_id, word });
    else this.#touch();
  }

  // ── what the visitor does ───────────────────────────────────────────────────────────────────

  readonly #press = (digit: Digit): void => {
    this.#entry = typeDigit(this.#entry, digit, this.#panel?.home_number_digits ?? 0);
    this.#sounds.play(this.#entry.hint === "full" ? "refused" : "key");
    this.#touch();
    this.#refresh();
  };

  readonly #correct = (): void => {
    this.#entry = deleteLast(this.#entry);
    this.#keyPressed();
  };

  readonly #clear = (): void => {
    this.#entry = EMPTY_ENTRY;
    this.#keyPressed();
  };

  #keyPressed(): void {
    this.#sounds.play("key");
    this.#touch();
    this.#refresh();
  }

  readonly #call = (): void => {
    this.#touch();
    if (this.#entry.number === "") {
      this.#entry = { ...EMPTY_ENTRY, hint: "empty" };
      this.#sounds.play("refused");
      this.#refresh();
    } else {
      void this.#dial(this.#entry.number);
    }
  };

  async #dial(
    homeNumber: string,
    ask = () => this.#agent.call(homeNumber, this.#building.chosen?.id ?? null),
  ): Promise<void> {
    if (this.#dialing.isRunning) return; // a second touch, on a key not yet drawn as pressed
    this.#mediaFirst();
    this.#sounds.play("key");
    this.#calledBuilding = this.#building.chosen?.name ?? "";
    this.#entry = { number: homeNumber, hint: null, unknownNumber: null };
    this.#dialing.start(DIALING_LIMIT_MS, () => this.#refuse("offline", homeNumber));
    this.#refresh();
    const answer = await ask();
    if (answer.ok || !this.#dialing.isRunning) return; // its call is shown in a moment, or already is
    this.#dialing.stop();
    this.#refuse(outcomeOfRefusal(answer.refusal.reason), homeNumber);
  }

  /** Tell why the call did not come to be. The number stays, so that nothing is typed twice. */
  #refuse(kind: Outcome["kind"] | "unknown_home", homeNumber: string): void {
    if (kind === "unknown_home") {
      this.#entry = { number: homeNumber, hint: null, unknownNumber: homeNumber };
      this.#touch();
    } else {
      this.#tell({ kind, homeNumber, callId: null });
    }
    this.#refresh();
  }

  readonly #hangUp = (): void => {
    const { call } = this.#session;
    if (call === null) return;
    this.#leftCallId = call.call_id;
    this.#finish(null, call); // the visitor is home at once; the agent is told whatever the network does
    void this.#agent.hangUp();
    this.#refresh();
  };

  readonly #callOffice = (): void => {
    this.#touch();
    void this.#dial("", () => this.#agent.callOffice());
  };

  readonly #openDirectory = (): void => {
    this.#keyPressed();
    void this.#directory.open(this.#building.chosen?.id ?? null);
    this.#refresh();
  };

  readonly #chooseBuilding = (id: string): void => {
    this.#building.choose(id);
    this.#keyPressed();
  };

  readonly #changeBuilding = (): void => {
    this.#building.forget();
    this.#entry = EMPTY_ENTRY;
    this.#keyPressed();
  };

  readonly #closeDirectory = (): void => {
    this.#directory.close();
    this.#keyPressed();
  };

  readonly #turnPage = (pages: number): void => {
    this.#directory.turn(pages);
    this.#keyPressed();
  };

  readonly #callEntry = (homeNumber: string): void => {
    this.#directory.close();
    this.#touch();
    void this.#dial(homeNumber);
  };

  readonly #toggleReach = (): void => {
    this.#isLarge = !this.#isLarge;
    this.#keyPressed();
  };

  readonly #say = (phrase: VisitorPhrase): void => {
    this.#sounds.play("key");
    void this.#agent.say(phrase).then((answer) => {
      if (!answer.ok) this.#sounds.play("refused");
    });
  };

  readonly #dismiss = (): void => {
    this.#endOutcome();
    this.#touch();
    this.#refresh();
  };

  readonly #openKeys = (): void => {
    this.#entry = EMPTY_ENTRY;
    this.#idle.stop();
    this.#keys.open();
  };

  readonly #chooseLanguage = (language: string): void => {
    this.#language = language;
    this.#sounds.play("key");
    this.#touch();
    this.#refresh();
  };

  /** Somebody is there: the screen keeps what it has for another idle time. */
  #touch(): void {
    this.#idle.start(this.#idleMs(), () => {
      const isInCall = this.#session.call !== null && !this.#isViewed;
      if (isInCall || this.#dialing.isRunning || this.#keys.isOpen) return;
      this.#entry = EMPTY_ENTRY;
      this.#building.forget();
      this.#directory.close();
      this.#isLarge = false;
      this.#language = this.#panel?.languages[0] ?? "ja";
      this.#refresh();
    });
  }

  #idleMs(): number {
    return (this.#panel?.idle_s ?? 20) * 1_000;
  }

  // ── what the screen shows ───────────────────────────────────────────────────────────────────

  #tell(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#outcomeOver.start(shownMs(outcome.kind), () => {
      this.#outcome = null;
      this.#touch();
      this.#refresh();
    });
  }

  #endOutcome(): void {
    this.#outcome = null;
    this.#outcomeOver.stop();
  }

  #refresh(): void {
    const before = this.#view.get().screen;
    const view = this.#render();
    this.#sounds.setVolume(view.volume);
    this.#view.set(view);
    this.#sound(before, view.screen);
  }

  #sound(before: Screen, screen: Screen): void {
    if (before.state === screen.state) return;
    if (before.state === "calling") this.#sounds.stopRingback();
    if (screen.state === "calling") this.#sounds.startRingback();
    else if (screen.state === "waiting" || screen.state === "replied") this.#sounds.play("word");
    else if (screen.state === "opened") this.#sounds.play("opened");
    else if (screen.state === "unknown_home" || this.#outcome !== null) this.#sounds.play("refused");
  }

  #render(): PanelView {
    const panel = this.#panel;
    const screen = chooseScreen({
      panel,
      call: this.#isViewed ? null : this.#session.call,
      callSinceMs: this.#session.sinceMs,
      outcome: this.#outcome,
      entry: this.#entry,
      isDialing: this.#dialing.isRunning,
      keys: this.#keys.screen(),
      agent: this.#agent.status.get(),
      isAgentSilent: this.#reach.isAgentSilent,
      isServerAway: this.#reach.isServerAway,
      directory: this.#directory.view,
      buildings: this.#building.mustChoose ? this.#building.offered : null,
    });
    return {
      screen,
      commands: this.#commands(screen),
      language: this.#language,
      languages: panel?.languages ?? [],
      buildingName: panel?.building_name ?? "",
      chosenBuilding: this.#building.offered.length > 0 ? (this.#building.chosen?.name ?? "") : "",
      calledBuilding: this.#calledBuilding,
      stationName: panel?.station_name ?? "",
      timeZone: panel?.time_zone ?? "UTC",
      isTimeKnown: panel !== null && panel.server_ms !== null,
      devices: this.#devices.view.get(),
      isViewed: this.#isViewed,
      takesPictures: panel?.takes_pictures !== false,
      volume: volumeAt(panel, this.#agent.now()),
      isLarge: this.#isLarge,
      unit: panel,
    };
  }

  #commands(screen: Screen): Commands {
    const isKeypad = screen.state === "unknown_home" || (screen.state === "idle" && !screen.isDialing);
    const isInCall = IN_CALL.has(screen.state);
    const isServerAway = screen.state === "offline" && screen.cause === "server" && this.#outcome === null;
    return {
      ...this.#keypadCommands(isKeypad, isKeypad && screen.number !== "", screen.state === "building"),
      ...this.#directoryCommands(screen.state === "directory"),
      openKeys: isKeypad || screen.state === "building" || isServerAway ? this.#openKeys : null,
      unlock: null,
      chooseKeyMode: null,
      again: null,
      leaveKeys: null,
      hangUp: isInCall ? this.#hangUp : null,
      say: isInCall ? this.#say : null,
      dismiss: this.#outcome !== null ? this.#dismiss : null,
      takeOver: this.#agent.status.get() === "replaced" ? () => this.#agent.takeOver() : null,
      toggleReach: this.#toggleReach,
      chooseLanguage: this.#chooseLanguage,
      ...this.#keyCommands(screen),
    };
  }

  #keypadCommands(isKeypad: boolean, hasNumber: boolean, isChoosing: boolean) {
    const hasOffice = (this.#panel?.office_hours ?? []).length > 0;
    const hasDirectory = this.#panel?.has_directory ?? false;
    const isGate = this.#building.offered.length > 0;
    return {
      press: isKeypad ? this.#press : null,
      correct: hasNumber ? this.#correct : null,
      clear: hasNumber ? this.#clear : null,
      call: isKeypad ? this.#call : null,
      callOffice: (isGate ? isChoosing : isKeypad) && hasOffice ? this.#callOffice : null, // beside the question
      chooseBuilding: isChoosing ? this.#chooseBuilding : null,
      changeBuilding: isKeypad && isGate ? this.#changeBuilding : null,
      openDirectory: isKeypad && hasDirectory ? this.#openDirectory : null,
    };
  }

  #directoryCommands(isOpen: boolean) {
    return {
      closeDirectory: isOpen ? this.#closeDirectory : null,
      turnPage: isOpen ? this.#turnPage : null,
      callEntry: isOpen ? this.#callEntry : null,
    };
  }

  #keyCommands(screen: Screen): Partial<Commands> {
    const { press, correct, clear, unlock, chooseMode, chooseBuilding, again, leave } = this.#keys;
    switch (screen.state) {
      case "key_pin": {
        if (screen.isChecking) return { leaveKeys: leave };
        if (screen.step === "building") return { chooseBuilding, leaveKeys: leave };
        const isTyped = screen.step === "pin" ? screen.length > 0 : screen.homeNumber !== "";
        return {
          press,
          correct: isTyped ? correct : null,
          clear: isTyped || screen.step === "home" ? clear : null,
          unlock,
          chooseKeyMode: chooseMode,
          leaveKeys: leave,
        };
      }
      case "key_qr":
        return { chooseKeyMode: chooseMode, leaveKeys: leave };
      case "key_phone":
        return { again, leaveKeys: leave };
      case "key_told":
        return { again: screen.retryMs === null ? again : null, leaveKeys: leave };
      default:
        return {};
    }
  }
}
