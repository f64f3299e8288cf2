import { type AppLink, type PhoneCallNeeds, PhoneCalls } from "@genkan/calls";
import type { AppDown, AppUp, ShowHome } from "@genkan/contract";
import { hurryWithBrowser, Link, type Socket } from "@genkan/link";
import { onNetworkChange } from "@genkan/link/network-change";
import { openStorage, Session, type SessionApi } from "@genkan/shell";
import { createContext, useContext } from "react";
import { PhoneWindow } from "../call/phone-window";
import { ringWith } from "../call/ringer";
import { DevicePermission } from "../home/device-permission";
import { HomeBoard } from "../home/home-board";
import { AppLock } from "../lock/app-lock";
import { CallIntent } from "../push/call-intent";
import { Push } from "../push/push";
import type { Me } from "./api-types";

/** Everything that lives as long as the page. */
export interface Services {
  link: AppLink;
  session: Session<Me>;
  home: HomeBoard;
  phone: PhoneWindow;
  microphone: DevicePermission;
  lock: AppLock;
  push: Push;
  intent: CallIntent;
}

/** What the services take from the world outside the page. */
export interface World {
  openSocket(): Socket;
  sessionApi: SessionApi<Me>;
  /** Absent: this window is the only one. */
  locks: Pick<LockManager, "request"> | null;
  media?: Pick<PhoneCallNeeds, "openMicrophone" | "openPeer">;
  push?: Push;
  /** Go to a page of the app. */
  openPage?(path: string): void;
  noteSeen?(callId: string): void;
}

/** Whether the person has these homes, in these roles. */
function isSame(me: Me, shown: ShowHome): boolean {
  const write = (homes: readonly { household_id: string; role: string }[]) =>
    homes
      .map(({ household_id, role }) => `${household_id} ${role}`)
      .sort()
      .join();
  return write(me.homes) === write(shown.homes);
}

const ME_KEY = "genkan.me";

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error("no ServicesProvider above");
  return services;
}

/** Build the page's services and tie them together. */
export function openServices(world: World): Services {
  const { openSocket, sessionApi, locks, media } = world;
  const link: AppLink = new Link<AppUp, AppDown>(openSocket);
  const session = new Session({ api: sessionApi, link, storage: openStorage("local"), key: ME_KEY });
  const home = new HomeBoard(link, openStorage("local"));
  const push = world.push ?? new Push();
  // Out of sight a page may ring unheard: where the device can be woken, its notice does it.
  const isWatched = () => push.view.get().state !== "on" || document.visibilityState === "visible";
  const openCalls = () => new PhoneCalls({ link, memory: openStorage("session"), isWatched, ...media });
  const phone = new PhoneWindow(link, openCalls, locks);
  const microphone = new DevicePermission("microphone");
  const lock = new AppLock(openStorage("local"), document);
  const intent = new CallIntent({
    current: phone.current,
    open: world.openPage ?? (() => undefined),
    noteSeen: world.noteSeen ?? noteSeenLater,
  });
  hurryWithBrowser(link);
  home.view.subscribe(() => {
    const view = session.view.get();
    const shown = home.view.get();
    // The server shows the homes anew when a role has changed: then the person is another, too.
    if (view.state === "signed_in" && shown !== null && !isSame(view.me, shown)) void session.refresh();
  });
  onNetworkChange(() => phone.current.get()?.media.renew());
  ringWith(phone.current);
  session.view.subscribe(() => {
    const { state } = session.view.get();
    if (state === "signed_in") void push.check();
    if (state !== "signed_out") return;
    phone.reset();
    home.forget();
    lock.take(null); // forgotten or not: whoever signs in again begins without
  });
  return { link, session, home, phone, microphone, lock, push, intent };
}

function noteSeenLater(callId: string): void {
  void import("../push/note-seen").then(({ noteSeen }) => noteSeen(callId));
}
