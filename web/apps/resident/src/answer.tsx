/** The page behind a ring's notice: a call and nothing else, so that the picture is there sooner. */
import "./resident.css";
import { detectLanguage, openWords } from "@genkan/i18n";
import { openBrowserSocket } from "@genkan/link";
import { Announcer, CrashGuard, useReadable } from "@genkan/shell";
import { Mark, setUpTheme, unlockSounds } from "@genkan/ui";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import ja from "../../../../locales/ja/resident.json";
import { CrashPage } from "./app/crash-page";
import { openServices, type Services, ServicesProvider, useServices } from "./app/services";
import { useWords } from "./app/use-words";
import { CallScreen } from "./call/call-screen";
import { openProbes } from "./probes";
import { goOnInApp } from "./push/go-on-in-app";
import { sessionApi } from "./session/session-api";

const WaitingCallers = lazy(() => import("./call/waiting-callers"));

setUpTheme();
const loadEnglish = async () => (await import("../../../../locales/en/resident.json")).default;
const opening = openWords("resident", ja, loadEnglish, detectLanguage());
const services = start();
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
const place = createRoot(root);
void opening.then((words) =>
  place.render(
    <StrictMode>
      <I18nextProvider i18n={words}>
        <CrashGuard fallback={<CrashPage />}>
          <ServicesProvider value={services}>
            <AnswerPage />
          </ServicesProvider>
        </CrashGuard>
      </I18nextProvider>
    </StrictMode>,
  ),
);

/** Open the link at once: whether this device is signed in, the server says when it takes it. */
function start(): Services {
  const openApp = () => location.replace(import.meta.env.BASE_URL);
  const opened = openServices({
    openSocket: () => openBrowserSocket("/api/app/link?app=resident"),
    sessionApi,
    locks: navigator.locks ?? null,
    openPage: (path) => location.replace(path),
  });
  opened.intent.take(new URL(location.href));
  if ("serviceWorker" in navigator) opened.intent.listen(navigator.serviceWorker);
  opened.phone.start();
  opened.link.start();
  openProbes(opened.phone);
  goOnInApp(opened, openApp);
  for (const kind of ["pointerdown", "keydown"])
    window.addEventListener(kind, unlockSounds, { passive: true });
  return opened;
}

function AnswerPage() {
  const { t } = useWords();
  const { phone } = useServices();
  const call = useReadable(phone.current);
  const waiting = useReadable(phone.waiting);
  return (
    <>
      <Announcer />
      {call === null ? (
        <div role="status" className="grid min-h-dvh place-items-center">
          <Mark size={64} className="animate-breathe text-indigo" />
          <span className="sr-only">{t("common:loading")}</span>
        </div>
      ) : (
        <CallScreen key={call.id} call={call} />
      )}
      {waiting.length > 0 ? (
        <Suspense fallback={null}>
          <WaitingCallers />
        </Suspense>
      ) : null}
    </>
  );
}
