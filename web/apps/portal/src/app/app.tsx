import { Announcer, useReadable } from "@genkan/shell";
import { readEntryAddress } from "@genkan/shell/entry-address";
import { Button, EmptyState, Mark } from "@genkan/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { SignInPage } from "../session/sign-in-page";
import type { Me } from "./me";
import type { Router } from "./router";
import { useServices } from "./services";
import { useWords } from "./use-words";

// Every way in besides user name and password.
const EntryPage = lazy(() => import("../session/entry-page"));
const SetUpPage = lazy(() => import("../security/set-up-page"));
const OwnPasswordPage = lazy(() => import("../security/own-password-page"));

/** The whole portal: who is signed in decides what there is to see. */
export function App({ router }: { router: Router }) {
  const { session, queries } = useServices();
  const view = useReadable(session.view);
  const [address, setAddress] = useState(() => readEntryAddress("/portal/", location));
  const [wantsOther, setWantsOther] = useState(false);
  const leave = () => {
    setWantsOther(false);
    if (address === null) return;
    history.replaceState(null, "", "/portal/"); // a link's token does not stay in the address
    setAddress(null);
  };
  const isEntering = address !== null || (wantsOther && view.state === "signed_out");
  if (isEntering || view.state === "second_step")
    return (
      <Suspense fallback={<Checking />}>
        <EntryPage address={address} leave={leave} />
      </Suspense>
    );
  return (
    <QueryClientProvider client={queries}>
      <Announcer />
      {view.state === "checking" ? <Checking /> : null}
      {view.state === "unreachable" ? <Unreachable /> : null}
      {view.state === "signed_out" ? <SignInPage why={view.why} onOther={() => setWantsOther(true)} /> : null}
      {view.state === "signed_in" ? <SignedIn me={view.me} router={router} /> : null}
    </QueryClientProvider>
  );
}

/** Two things come before the portal: a password of one's own, and the second factor where one is required. */
function SignedIn({ me, router }: { me: Me; router: Router }) {
  const { passwordLater } = useServices();
  const isPutOff = useReadable(passwordLater.view);
  if (me.has_password || isPutOff) {
    if (!me.must_set_up) return <RouterProvider router={router} />;
    return (
      <Suspense fallback={<Checking />}>
        <SetUpPage />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={<Checking />}>
      <OwnPasswordPage putOff={passwordLater.putOff} />
    </Suspense>
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
        icon={<CloudOff size={28} strokeWidth={1.75} />}
        title={t("unreachable.title")}
        action={<Button onClick={() => void session.start()}>{t("common:action.retry")}</Button>}
      >
        {t("unreachable.text")}
      </EmptyState>
    </main>
  );
}
