import { Announcer, useReadable } from "@genkan/shell";
import { Button, EmptyState, Mark } from "@genkan/ui";
import { RouterProvider } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { CallScreen } from "../call/call-screen";
import type { AppRouter } from "./router";
import { useServices } from "./services";
import { useWords } from "./use-words";

// Seldom needed: asked for while the server says whether this device is signed in.
const SignInPage = lazy(() => import("../session/sign-in-page"));

/** The whole app: who is signed in decides what there is to see; a call stands above everything. */
export function App({ router }: { router: AppRouter }) {
  const { session, phone } = useServices();
  const view = useReadable(session.view);
  const call = useReadable(phone.current);
  const isInCall = view.state === "signed_in" && call !== null;
  return (
    <>
      <Announcer />
      <div inert={isInCall}>
        {view.state === "checking" ? <Checking /> : null}
        {view.state === "unreachable" ? <Unreachable /> : null}
        {view.state === "signed_out" ? (
          <Suspense fallback={<Checking />}>
            <SignInPage why={view.why} />
          </Suspense>
        ) : null}
        {view.state === "signed_in" ? <RouterProvider router={router} /> : null}
      </div>
      {isInCall ? <CallScreen key={call.id} call={call} /> : null}
    </>
  );
}

function Checking() {
  const { t } = useWords();
  return (
    <div role="status" className="grid min-h-dvh place-items-center">
      <Mark size={64} className="animate-breathe text-indigo" />
      <span className="sr-only">{t("common:loading")}</span>
    </div>
  );
}

function Unreachable() {
  const { t } = useWords();
  const { session } = useServices();
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        icon={<CloudOff size={28} strokeWidth={1.75} />}
        title={t("unreachable.title")}
        action={<Button onClick={() => void session.start()}>{t("common:action.retry")}</Button>}
      >
        {t("unreachable.text")}
      </EmptyState>
    </main>
  );
}
