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
const mePage = lazyRouteComponent(() => import("../me/me-page"), "MePage");

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: HomePage }),
  createRoute({ getParentRoute: () => root, path: "/history", component: historyPage }),
  createRoute({ getParentRoute: () => root, path: "/me", component: mePage }),
] as const;

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
