import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from "@tanstack/react-router";
import { HomePage } from "../home/home-page";
import { CrashPage } from "./crash-page";
import { Shell } from "./shell";

const root = createRootRoute({ component: Shell, notFoundComponent: () => <Navigate to="/" replace /> });

// The home screen and the call are there at once; the rest comes when it is first looked for.
const historyPage = lazyRouteComponent(() => import("../history/history-page"), "HistoryPage");
const loadKeys = () => import("../keys/pages");
const keysPage = lazyRouteComponent(loadKeys, "KeysPage");
const newKeyPage = lazyRouteComponent(loadKeys, "NewKeyPage");
const keyPage = lazyRouteComponent(loadKeys, "KeyPage");
const pinPage = lazyRouteComponent(loadKeys, "PinPage");
const familyPage = lazyRouteComponent(() => import("../family/family-page"), "FamilyPage");
const addMemberPage = lazyRouteComponent(() => import("../family/add-member-page"), "AddMemberPage");
const editMemberPage = lazyRouteComponent(() => import("../family/edit-member-page"), "EditMemberPage");
const invitationPage = lazyRouteComponent(() => import("../invitation/invitation-page"), "InvitationPage");
const profilePage = lazyRouteComponent(() => import("../account/profile-page"), "ProfilePage");
const devicesPage = lazyRouteComponent(() => import("../account/devices-page"), "DevicesPage");
const manualPage = lazyRouteComponent(() => import("../manual/manual-page"), "ManualPage");
const lockPage = lazyRouteComponent(() => import("../lock/lock-page"), "LockPage");
const noticesPage = lazyRouteComponent(() => import("../notices/notices-page"), "NoticesPage");
const mePage = lazyRouteComponent(() => import("../me/me-page"), "MePage");

const checkPage = lazyRouteComponent(() => import("../check/check-page"), "CheckPage");

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: HomePage }),
  createRoute({ getParentRoute: () => root, path: "/keys", component: keysPage }),
  createRoute({ getParentRoute: () => root, path: "/keys/new", component: newKeyPage }),
  createRoute({ getParentRoute: () => root, path: "/keys/$keyId", component: keyPage }),
  createRoute({ getParentRoute: () => root, path: "/me/pin", component: pinPage }),
  createRoute({ getParentRoute: () => root, path: "/me/lock", component: lockPage }),
  createRoute({ getParentRoute: () => root, path: "/history", component: historyPage }),
  createRoute({ getParentRoute: () => root, path: "/me", component: mePage }),
  createRoute({ getParentRoute: () => root, path: "/me/family/$householdId", component: familyPage }),
  createRoute({
    getParentRoute: () => root,
    path: "/me/family/$householdId/add",
    component: addMemberPage,
    validateSearch: readAccount,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/me/family/$householdId/edit/$memberId",
    component: editMemberPage,
  }),
  createRoute({ getParentRoute: () => root, path: "/invitation", component: invitationPage }),
  createRoute({ getParentRoute: () => root, path: "/me/profile", component: profilePage }),
  createRoute({ getParentRoute: () => root, path: "/me/devices", component: devicesPage }),
  createRoute({ getParentRoute: () => root, path: "/me/manual", component: manualPage }),
  createRoute({ getParentRoute: () => root, path: "/notices", component: noticesPage }),
  createRoute({ getParentRoute: () => root, path: "/check", component: checkPage }),
] as const;

/** Whether somebody is added who has no mail and telephone. */
function readAccount(search: Record<string, unknown>): { account?: "none" } {
  return search.account === "none" ? { account: "none" } : {};
}

/** Give the page's router, at the address the page was opened with. */
export function openRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: "/app",
    defaultPreload: "intent",
    defaultErrorComponent: CrashPage,
    scrollRestoration: true,
  });
}

export type AppRouter = ReturnType<typeof openRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
