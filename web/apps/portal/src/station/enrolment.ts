import type { HttpBody } from "@genkan/contract";
import { type Answer, type Readable, type Refusal, Store } from "@genkan/link";

/** `POST /api/portal/stations/{id}/enrolment-code` */
export type EnrolmentCode = HttpBody<"EnrolmentCodeOut">;

export type EnrolmentView =
  | { step: "idle" } // nothing asked for yet
  | { step: "confirming" } // the place has a unit: is it to be replaced?
  | { step: "asking" } // the server makes a code
  | { step: "issued"; code: string; issuedMs: number; expiresMs: number; replaces: boolean } // for one unit
  | { step: "refused"; refusal: Refusal };

export type AskForCode = (stationId: string) => Promise<Answer<EnrolmentCode>>;

/** One station's enrolment, from the wish to the code. A code is shown by the page that asked, and nowhere kept. */
export class Enrolment {
  readonly #stationId: string;
  readonly #askForCode: AskForCode;
  readonly #now: () => number;
  readonly #view = new Store<EnrolmentView>({ step: "idle" });

  constructor(stationId: string, askForCode: AskForCode, now: () => number) {
    this.#stationId = stationId;
    this.#askForCode = askForCode;
    this.#now = now;
  }

  get view(): Readable<EnrolmentView> {
    return this.#view;
  }

  /** Ask for a code; where a unit is in service, only after `confirm`. */
  readonly begin = async (hasUnit: boolean): Promise<void> => {
    if (hasUnit) this.#view.set({ step: "confirming" });
    else await this.#ask(false);
  };

  readonly confirm = (): Promise<void> => this.#ask(true);

  /** Another code, as the last one has died unused. */
  readonly renew = async (): Promise<void> => {
    const view = this.#view.get();
    if (view.step === "issued") await this.#ask(view.replaces);
  };

  readonly cancel = (): void => this.#view.set({ step: "idle" });

  async #ask(replaces: boolean): Promise<void> {
    if (this.#view.get().step === "asking") return;
    this.#view.set({ step: "asking" });
    const answer = await this.#askForCode(this.#stationId);
    if (!answer.ok) {
      this.#view.set({ step: "refused", refusal: answer.refusal });
      return;
    }
    const { code, expires_ms } = answer.body;
    this.#view.set({
      step: "issued",
      code: group(code),
      issuedMs: this.#now(),
      expiresMs: expires_ms,
      replaces,
    });
  }
}

/** Every station's enrolment, for as long as somebody is signed in: closing a sheet loses no code. */
export class EnrolmentDesk {
  readonly #askForCode: AskForCode;
  readonly #now: () => number;
  readonly #enrolments = new Map<string, Enrolment>();

  constructor(askForCode: AskForCode, now: () => number) {
    this.#askForCode = askForCode;
    this.#now = now;
  }

  of(stationId: string): Enrolment {
    const known = this.#enrolments.get(stationId) ?? new Enrolment(stationId, this.#askForCode, this.#now);
    this.#enrolments.set(stationId, known);
    return known;
  }

  forget(): void {
    this.#enrolments.clear();
  }
}

/** Eight signs are typed more surely as two groups of four; the server ignores the hyphen. */
function group(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
