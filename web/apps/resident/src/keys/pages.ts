/** The pages about ways in, loaded together: who looks at one looks at another. */
export { PinPage } from "../pin/pin-page";
export { KeyPage } from "./key-page";
export { KeysPage } from "./keys-page";
export { NewKeyPage } from "./new-key-page";
