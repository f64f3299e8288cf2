import { CrashGuard } from "@genkan/shell";
import "./resident.css";
import { detectLanguage, openWords } from "@genkan/i18n";
import { openBrowserSocket } from "@genkan/link";
import { setUpTheme, unlockSounds } from "@genkan/ui";
import { StrictMode } from "react";
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

setUpTheme();
const loadEnglish = async () => (await import("../../../../locales/en/resident.json")).default;
const opening = openWords("resident", ja, loadEnglish, detectLanguage());
const services = openServices({
  openSocket: () => openBrowserSocket("/api/app/link?app=resident"),
  sessionApi,
  locks: navigator.locks ?? null,
});
services.phone.start();
void services.microphone.watch();
void services.session.start();
openProbes(services.phone);
const router = openRouter();
registerServiceWorker(services.phone);

// A browser lets a page ring only after its user has touched it once.
for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, unlockSounds, { passive: true });

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
const page = createRoot(root);
void opening.then((words) =>
  page.render(
    <StrictMode>
      <I18nextProvider i18n={words}>
        <CrashGuard fallback={<CrashPage />}>
          <ServicesProvider value={services}>
            <App router={router} />
          </ServicesProvider>
        </CrashGuard>
      </I18nextProvider>
    </StrictMode>,
  ),
);
