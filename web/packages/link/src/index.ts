/** The socket between a page and its server: heartbeats, asks, state shown, and coming back. */
export { type Answer, NO_REPLY, NOT_SENT, type Refusal, refuse } from "./answer";
export { hurryWithBrowser, openBrowserSocket } from "./browser";
export { ServerClock } from "./clock";
export { type Closed, Connection, type Socket } from "./connection";
export { Link, type LinkStatus, STOPPED_HERE } from "./link";
export { Holdable, type Readable, Store } from "./store";
