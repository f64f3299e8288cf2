import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from "@tanstack/react-router";
import { ACCOUNT_FILTERS, type AccountFilter } from "../accounts/account-list";
import { type AuditFilter, readAuditFilter } from "../audit/audit-filter";
import { DevicesPage } from "../devices/devices-page";
import { type EventFilter, readFilter, VIEWS, type View } from "../events/event-filter";
import { HOME_FILTERS, type HomeFilter } from "../homes/home-list";
import { LivePage } from "../live/live-page";
import { FILTERS, type Filter } from "../stations/station-list";
import { CrashPage } from "./crash-page";
import { Frame } from "./frame";

/** What of a page stands in its address: it survives a reload, and can be sent to a colleague. */
export interface PageSearch {
  /** The station whose details are open. */
  station?: string;
  /** What is looked for in the table, and which part of it is shown. */
  q?: string;
  show?: Filter;
  /** The home that is open, and which part of the homes is shown. */
  home?: string;
  homes?: HomeFilter;
  /** Which part of those who have not signed in is shown. */
  accounts?: AccountFilter;
  /** Whether all alarms are shown, or those that wait. */
  alarms?: "open" | "all";
  /** The property whose settings are shown. */
  property?: string;
  /** What of the events is shown; empty: not asked for. */
  events?: View;
  door?: string;
  method?: EventFilter["method"] | "";
  outcome?: EventFilter["outcome"] | "";
  period?: EventFilter["period"] | "";
  from?: string;
  to?: string;
  /** Whose changes, and of which kind; empty: not asked for. The period is that of the events. */
  doer?: string;
  area?: AuditFilter["area"] | "";
}

function readSearch(search: Record<string, unknown>): PageSearch {
  const show = FILTERS.find((filter) => filter === search.show && filter !== "all");
  const homes = HOME_FILTERS.find((filter) => filter === search.homes && filter !== "all");
  const accounts = ACCOUNT_FILTERS.find((filter) => filter === search.accounts && filter !== "all");
  const events = VIEWS.find((view) => view === search.events && view !== "list");
  return {
    ...readFilter(search),
    ...readAuditFilter(search),
    ...(events === undefined ? {} : { events }),
    ...(isText(search.home) ? { home: search.home } : {}),
    ...(isText(search.property) ? { property: search.property } : {}),
    ...(search.alarms === "all" ? { alarms: "all" } : {}),
    ...(homes === undefined ? {} : { homes }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(isText(search.station) ? { station: search.station } : {}),
    ...(isText(search.q) ? { q: search.q } : {}),
    ...(show === undefined ? {} : { show }),
  };
}

/** Addresses are read and typed by people: plain `?q=101`, not the router's own JSON. */
function writeSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter((pair): pair is [string, string] => isText(pair[1]));
  const text = new URLSearchParams(pairs).toString();
  return text === "" ? "" : `?${text}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => <Navigate to="/" replace />,
  validateSearch: readSearch,
});

// The live state is there at once; the rest comes when it is first looked for.
const homesPage = lazyRouteComponent(() => import("../homes/homes-page"), "HomesPage");
const accountsPage = lazyRouteComponent(() => import("../accounts/accounts-page"), "AccountsPage");
const eventsPage = lazyRouteComponent(() => import("../events/events-page"), "EventsPage");
const auditPage = lazyRouteComponent(() => import("../audit/audit-page"), "AuditPage");
const settingsPage = lazyRouteComponent(() => import("../settings/settings-page"), "SettingsPage");
const keysPage = lazyRouteComponent(() => import("../keys/keys-page"), "KeysPage");
const alarmsPage = lazyRouteComponent(() => import("../alarms/alarms-page"), "AlarmsPage");
const noticesPage = lazyRouteComponent(() => import("../notices/notices-page"), "NoticesPage");
const entrancePage = lazyRouteComponent(() => import("../entrance/entrance-page"), "EntrancePage");
const integrationsPage = lazyRouteComponent(
  () => import("../integrations/integrations-page"),
  "IntegrationsPage",
);
const referencePage = lazyRouteComponent(() => import("../integrations/reference-page"), "ReferencePage");
const securityPage = lazyRouteComponent(() => import("../security/security-page"), "SecurityPage");
const invitationPage = lazyRouteComponent(() => import("../invitation/invitation-page"), "InvitationPage");

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: LivePage }),
  createRoute({ getParentRoute: () => root, path: "/devices", component: DevicesPage }),
  createRoute({ getParentRoute: () => root, path: "/homes", component: homesPage }),
  createRoute({ getParentRoute: () => root, path: "/accounts", component: accountsPage }),
  createRoute({ getParentRoute: () => root, path: "/events", component: eventsPage }),
  createRoute({ getParentRoute: () => root, path: "/audit", component: auditPage }),
  createRoute({ getParentRoute: () => root, path: "/settings", component: settingsPage }),
  createRoute({ getParentRoute: () => root, path: "/keys", component: keysPage }),
  createRoute({ getParentRoute: () => root, path: "/notices", component: noticesPage }),
  createRoute({ getParentRoute: () => root, path: "/alarms", component: alarmsPage }),
  createRoute({ getParentRoute: () => root, path: "/entrance", component: entrancePage }),
  createRoute({ getParentRoute: () => root, path: "/api", component: integrationsPage }),
  createRoute({ getParentRoute: () => root, path: "/api/reference", component: referencePage }),
  createRoute({ getParentRoute: () => root, path: "/security", component: securityPage }),
  createRoute({ getParentRoute: () => root, path: "/invitation", component: invitationPage }),
] as const;

export function openRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: "/portal",
    defaultPreload: "intent",
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: writeSearch,
    defaultErrorComponent: CrashPage,
    scrollRestoration: true,
  });
}

export type Router = ReturnType<typeof openRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: Router;
  }
}
