import { CrashGuard } from "@genkan/shell";
import "./resident.css";
import { detectLanguage, openWords } from "@genkan/i18n";
import { openBrowserSocket } from "@genkan/link";
import { setUpTheme, unlockSounds } from "@genkan/ui";
import { lazy, type ReactNode, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import ja from "../../../../locales/ja/resident.json";
import { App } from "./app/app";
import { CrashPage } from "./app/crash-page";
import { openRouter } from "./app/router";
import { openServices, ServicesProvider } from "./app/services";
import { openProbes } from "./probes";
import { registerServiceWorker } from "./service-worker";
import { sessionApi } from "./session/session-api";

const VISITOR_PATH = "/app/key"; // a guest's key: no account, no link, no ringing

const VisitorPage = lazy(() => import("./visitor/visitor-page"));

setUpTheme();
const loadEnglish = async () => (await import("../../../../locales/en/resident.json")).default;
const opening = openWords("resident", ja, loadEnglish, detectLanguage());
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
const place = createRoot(root);
const page = location.pathname === VISITOR_PATH ? <VisitorPage token={location.hash.slice(1)} /> : openApp();
void opening.then((words) =>
  place.render(
    <StrictMode>
      <I18nextProvider i18n={words}>
        <CrashGuard fallback={<CrashPage />}>
          <Suspense fallback={null}>{page}</Suspense>
        </CrashGuard>
      </I18nextProvider>
    </StrictMode>,
  ),
);

/** Start what an account needs, and give its pages. */
function openApp(): ReactNode {
  const services = openServices({
    openSocket: () => openBrowserSocket("/api/app/link?app=resident"),
    sessionApi,
    locks: navigator.locks ?? null,
    openPage: (path) => router.history.push(path),
  });
  if (services.intent.take(new URL(location.href))) history.replaceState(null, "", import.meta.env.BASE_URL);
  const router = openRouter();
  if ("serviceWorker" in navigator) services.intent.listen(navigator.serviceWorker);
  services.phone.start();
  void services.microphone.watch();
  void services.session.start();
  openProbes(services.phone);
  registerServiceWorker(services.phone);

  // A browser lets a page ring only after its user has touched it once.
  for (const kind of ["pointerdown", "keydown"])
    window.addEventListener(kind, unlockSounds, { passive: true });
  return (
    <ServicesProvider value={services}>
      <App router={router} />
    </ServicesProvider>
  );
}
