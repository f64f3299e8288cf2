import type { AppDown, AppUp } from "@genkan/contract";
import { hurryWithBrowser, Link, openBrowserSocket } from "@genkan/link";
import { callApi, openStorage, Session } from "@genkan/shell";
import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { PasswordLater } from "../session/password-later";
import { sessionApi } from "../session/session-api";
import { type EnrolmentCode, EnrolmentDesk } from "../station/enrolment";
import { type PortalLink, StationBoard } from "../stations/station-board";
import { openQueries } from "./data";
import type { Me } from "./me";
import { Shortcuts } from "./shortcuts";

/** Everything that lives as long as the page. */
export interface Services {
  link: PortalLink;
  session: Session<Me>;
  passwordLater: PasswordLater;
  board: StationBoard;
  enrolments: EnrolmentDesk;
  shortcuts: Shortcuts;
  /** What the HTTP API has said. */
  queries: QueryClient;
  /** The server's time. */
  now: () => number;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error("no ServicesProvider above");
  return services;
}

/** Build the page's services and tie them together. */
export function openServices(
  link: PortalLink = new Link<AppUp, AppDown>(() => openBrowserSocket("/api/app/link?app=portal")),
): Services {
  const storage = openStorage("local");
  const session = new Session<Me>({ api: sessionApi, link, storage, key: "genkan.portal.me" });
  const passwordLater = new PasswordLater(storage);
  const board = new StationBoard(link);
  const now = () => link.clock.now();
  const enrolments = new EnrolmentDesk(askForCode, now);
  const shortcuts = new Shortcuts(storage);
  const queries = openQueries();
  hurryWithBrowser(link);
  session.view.subscribe(() => {
    if (session.view.get().state !== "signed_out") return;
    board.forget();
    enrolments.forget();
    queries.clear();
    passwordLater.forget();
  });
  return { link, session, passwordLater, board, enrolments, shortcuts, queries, now };
}

function askForCode(stationId: string) {
  const path = `/api/portal/stations/${encodeURIComponent(stationId)}/enrolment-code`;
  return callApi<EnrolmentCode>(path, { method: "POST" });
}
