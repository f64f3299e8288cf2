/** What surrounds the pages of a person who signs in: the session, the HTTP API, and the state of the link. */
export { Announcer, announce } from "./announcer";
export { type ApiRequest, callApi, callForFile, sendFile } from "./api";
export { CrashGuard } from "./crash-guard";
export { describeDevice } from "./device-label";
export { LanguageToggle } from "./language-toggle";
export { LinkBanner } from "./link-banner";
export { loadEarly } from "./load-early";
export { PasswordField, type PasswordFieldProps } from "./password-field";
export { tellProblem } from "./problem-words";
export {
  SECOND_STEP,
  Session,
  type SessionApi,
  type SessionLink,
  type SessionView,
  type SignedOutWhy,
} from "./session";
export { openStorage, type Storage } from "./storage";
export { useCountdown } from "./use-countdown";
export { useNow } from "./use-now";
export { type ProofAskProps, useProof } from "./use-proof";
export { useReadable } from "./use-readable";
