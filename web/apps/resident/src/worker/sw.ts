/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { listenForPush } from "./push";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

// A newer app takes over at the next start of a window; the pages of the old one hold all they need.
void self.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
// The page behind a ring's notice is one file, whatever call its address names.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^(answer|call)$/] });

// Every address below /app/ is the same page, also with a query and without network.
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));

listenForPush();
