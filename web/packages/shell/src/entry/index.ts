/** The ways in of both apps, loaded when somebody needs one. */
export { type EntryAddress, readEntryAddress, readLinkToken } from "./address";
export { type EntryApi, openEntryApi } from "./api";
export { CodeBoxes } from "./code-boxes";
export { Entry, type EntryProps } from "./entry";
export { NewPassword } from "./new-password";
export { NumberField } from "./number-field";
export { openPasskeyEntry, PasskeyButton, type PasskeyButtonProps } from "./passkey-button";
export { Problem } from "./problem";
export { type ProofApi, ProofForm, type ProofFormProps, type ProofWords } from "./proof-form";
export { ResendButton } from "./resend-button";
export { SecondStep, type SecondStepProps } from "./second-step";
export { useEntryWords } from "./words";
