import { type AppLink, PhoneCalls } from "@genkan/calls";
import type { AppDown, AppUp } from "@genkan/contract";
import { hurryWithBrowser, Link, openBrowserSocket } from "@genkan/link";
import { createContext, useContext } from "react";
import { PhoneWindow } from "../call/phone-window";
import { ringWith } from "../call/ringer";
import { HomeBoard } from "../home/home-board";
import { MicrophonePermission } from "../home/microphone-permission";
import { Session } from "../session/session";
import { sessionApi } from "../session/session-api";
import { openStorage } from "./storage";

/** Everything that lives as long as the page. */
export interface Services {
  link: AppLink;
  session: Session;
  home: HomeBoard;
  phone: PhoneWindow;
  microphone: MicrophonePermission;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error("no ServicesProvider above");
  return services;
}

/** Build the page's services and tie them together. */
export function openServices(): Services {
  const link: AppLink = new Link<AppUp, AppDown>(() => openBrowserSocket("/api/app/link?app=resident"));
  const session = new Session({ api: sessionApi, link, storage: openStorage("local") });
  const home = new HomeBoard(link, openStorage("local"));
  const calls = () => new PhoneCalls({ link, memory: openStorage("session") });
  const phone = new PhoneWindow(link, calls);
  const microphone = new MicrophonePermission();
  hurryWithBrowser(link);
  ringWith(phone.current);
  session.view.subscribe(() => {
    if (session.view.get().state !== "signed_out") return;
    phone.reset();
    home.forget();
  });
  return { link, session, home, phone, microphone };
}
