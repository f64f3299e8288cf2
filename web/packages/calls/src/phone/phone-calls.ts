import type { AppCall } from "@genkan/contract";
import { type Readable, Store } from "@genkan/link";
import { PhoneCall, type PhoneCallNeeds, recallFacts } from "./phone-call";
import { stageOf } from "./stage";

/** The calls of this device: follows what the server shows, and picks the one to put on the screen. */
export class PhoneCalls {
  readonly #needs: PhoneCallNeeds;
  readonly #calls = new Map<string, PhoneCall>();
  readonly #finished = new Set<string>(); // dismissed here; the server may show them some seconds longer
  readonly #current = new Store<PhoneCall | null>(null);
  readonly #waiting = new Store<readonly PhoneCall[]>([]);
  readonly #unsubscribes: (() => void)[];

  constructor(needs: PhoneCallNeeds) {
    this.#needs = needs;
    const { link } = needs;
    this.#unsubscribes = [
      link.on("show.calls", ({ calls }) => this.#show(calls)),
      link.on("call.signal", ({ call_id, leg, signal }) => this.#calls.get(call_id)?.receive(leg, signal)),
    ];
  }

  /** The call to show, or null. A talk stands above a ring; of two rings the first stays. */
  get current(): Readable<PhoneCall | null> {
    return this.#current;
  }

  /** Visitors at other entrances, who wait for the home's call to end. */
  get waiting(): Readable<readonly PhoneCall[]> {
    return this.#waiting;
  }

  /** Forget every call: the session ended. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes.splice(0)) unsubscribe();
    for (const call of this.#calls.values()) call.close();
    this.#calls.clear();
    this.#current.set(null);
    this.#waiting.set([]);
  }

  #show(shown: readonly AppCall[]): void {
    const seen = new Set<string>();
    for (const state of shown) {
      seen.add(state.call_id);
      const known = this.#calls.get(state.call_id);
      if (known !== undefined) known.show(state);
      else if (this.#isNews(state) && !this.#finished.has(state.call_id)) this.#begin(state);
    }
    for (const [id, call] of [...this.#calls]) if (!seen.has(id)) call.show(null);
    for (const id of this.#finished) if (!seen.has(id)) this.#finished.delete(id);
  }

  #begin(state: AppCall): void {
    const call = new PhoneCall(state, this.#needs);
    this.#calls.set(call.id, call);
    call.live.subscribe(() => this.#choose());
    call.begin();
    this.#choose();
  }

  /** What this window has no part in any more when it first hears of it is history, not news. */
  #isNews(state: AppCall): boolean {
    const { stage } = stageOf(state, recallFacts(state, this.#needs.memory));
    return stage === "waiting" || stage === "incoming" || stage === "talking";
  }

  #choose(): void {
    for (const [id, call] of [...this.#calls]) {
      if (call.live.get().stage !== "gone") continue;
      this.#calls.delete(id);
      this.#finished.add(id);
      call.close();
    }
    const [waiting, calls] = part([...this.#calls.values()]);
    this.#current.set(calls.sort((a, b) => rank(a) - rank(b))[0] ?? null);
    const known = this.#waiting.get();
    const isSame = waiting.length === known.length && waiting.every((call, place) => call === known[place]);
    if (!isSame) this.#waiting.set(waiting);
  }
}

/** Give those who wait, and the rest. */
function part(calls: PhoneCall[]): [PhoneCall[], PhoneCall[]] {
  const waits = (call: PhoneCall) => call.live.get().stage === "waiting";
  return [calls.filter(waits), calls.filter((call) => !waits(call))];
}

function rank(call: PhoneCall): number {
  const { stage } = call.live.get();
  if (stage === "talking" || stage === "answering" || stage === "opened") return 0;
  return stage === "incoming" ? 1 : 2;
}
