import { Announcer, loadEarly, type SessionView, useReadable } from "@genkan/shell";
import { readEntryAddress } from "@genkan/shell/entry-address";
import { Button, EmptyState, Mark } from "@genkan/ui";
import { RouterProvider } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { isFirstStart } from "../account/first-start";
import type { Me } from "./api-types";
import type { AppRouter } from "./router";
import { useServices } from "./services";
import { useWords } from "./use-words";

// By the time somebody rings it is there.
const callScreen = loadEarly(() => import("../call/call-screen"));
// Seldom needed: asked for while the server says whether this device is signed in.
const Prompts = lazy(() => import("../prompts/prompts"));
const SignInPage = lazy(() => import("../session/sign-in-page"));
const LockScreen = lazy(() => import("../lock/lock-screen"));
const WelcomePage = lazy(() => import("../account/welcome-page"));

const WaitingCallers = lazy(() => import("../call/waiting-callers"));

/** The whole app: who is signed in decides what there is to see; a call stands above everything. */
export function App({ router }: { router: AppRouter }) {
  const { session, phone, lock } = useServices();
  const { isLocked } = useReadable(lock.view);
  const view = useReadable(session.view);
  const call = useReadable(phone.current);
  const screen = useReadable(callScreen);
  const [address, setAddress] = useState(() => readEntryAddress("/app/", location));
  const leaveAddress = () => {
    if (address === null) return;
    history.replaceState(null, "", "/app/"); // a link's token does not stay in the address
    setAddress(null);
  };
  const isEntering = view.state === "signed_out" || view.state === "second_step" || address !== null;
  const waiting = useReadable(phone.waiting);
  const isInCall = view.state === "signed_in" && call !== null;
  return (
    <>
      <Announcer />
      <div inert={isInCall}>
        {isEntering ? (
          <Suspense fallback={<Checking />}>
            <SignInPage
              why={view.state === "signed_out" ? view.why : null}
              address={address}
              leaveAddress={leaveAddress}
            />
          </Suspense>
        ) : (
          <Inside view={view} router={router} />
        )}
      </div>
      {view.state === "signed_in" && !isInCall && !isLocked ? (
        <Suspense fallback={null}>
          <Prompts />
        </Suspense>
      ) : null}
      {isInCall && screen !== null ? <screen.CallScreen key={call.id} call={call} /> : null}
      {view.state === "signed_in" && waiting.length > 0 ? (
        <Suspense fallback={null}>
          <WaitingCallers />
        </Suspense>
      ) : null}
    </>
  );
}

/** What there is for somebody who does not have to sign in. */
function Inside({ view, router }: { view: SessionView<Me>; router: AppRouter }) {
  const { lock } = useServices();
  const { record, isLocked } = useReadable(lock.view);
  const [isWelcomed, setWelcomed] = useState(false);
  switch (view.state) {
    case "checking":
      return <Checking />;
    case "unreachable":
      return <Unreachable />;
    case "signed_out":
    case "second_step":
      return null;
    case "signed_in":
      if (isLocked && record?.personId === view.me.person_id)
        return (
          <Suspense fallback={<Checking />}>
            <LockScreen record={record} />
          </Suspense>
        );
      if (!isWelcomed && isFirstStart(view.me))
        return (
          <Suspense fallback={<Checking />}>
            <WelcomePage me={view.me} onDone={() => setWelcomed(true)} />
          </Suspense>
        );
      return <RouterProvider router={router} />;
  }
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
