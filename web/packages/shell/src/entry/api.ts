import type { HttpBody } from "@genkan/contract";
import type { Answer } from "@genkan/link";
import { callApi } from "../api";
import { describeDevice } from "../device-label";
import { SECOND_STEP } from "../session";

export type SeenLink = HttpBody<"LinkOut">;
export type CodeSent = HttpBody<"CodeSentOut">;
export type HandOver = HttpBody<"HandOverOut">;

export interface TypedNumber {
  mobile: string;
  region: string;
}

/** Every way in, as the server offers it. `M` is what it says about who has signed in. */
export interface EntryApi<M> {
  lookAtLink(token: string, isReset: boolean): Promise<Answer<SeenLink>>;
  signInByLink(token: string): Promise<Answer<M>>;
  requestLink(token: string): Promise<Answer<unknown>>;
  makeHandOver(token: string): Promise<Answer<HandOver>>;
  signInByHandOver(code: string): Promise<Answer<M>>;
  requestCode(number: TypedNumber): Promise<Answer<CodeSent>>;
  signInByCode(number: TypedNumber, code: string): Promise<Answer<M>>;
  requestReset(email: string): Promise<Answer<unknown>>;
  checkResetCode(number: TypedNumber, code: string): Promise<Answer<{ token: string }>>;
  choosePassword(token: string, password: string): Promise<Answer<M>>;
  stopDevices(token: string): Promise<Answer<{ token: string }>>;
}

/** Give the ways in of one of the two apps; `awaitSecondStep` hears of a first step that was right. */
export function openEntryApi<M>(app: "resident" | "portal", awaitSecondStep: () => void): EntryApi<M> {
  const device = { app, device_label: describeDevice(navigator.userAgent) };
  const post = async <T>(path: string, body: object) => {
    const answer = await callApi<T>(`/api${path}`, { method: "POST", body });
    if (!answer.ok && answer.refusal.reason === SECOND_STEP) awaitSecondStep();
    return answer;
  };
  return {
    lookAtLink: (token, isReset) => post("/sign-in/link/look", { token, is_reset: isReset }),
    signInByLink: (token) => post("/sign-in/link", { token, ...device }),
    requestLink: (token) => post("/sign-in/link/new", { token, app }),
    makeHandOver: (token) => post("/sign-in/hand-over", { token, app }),
    signInByHandOver: (code) => post("/sign-in/hand-over/code", { code, ...device }),
    requestCode: (number) => post("/sign-in/code", number),
    signInByCode: (number, code) => post("/sign-in/code/check", { ...number, code, ...device }),
    requestReset: (email) => post("/password/reset", { email, app }),
    checkResetCode: (number, code) => post("/password/reset/code", { ...number, code }),
    stopDevices: (token) => post("/sign-in/stop", { token }),
    choosePassword: (token, password) => post("/password/new", { token, password, ...device }),
  };
}
