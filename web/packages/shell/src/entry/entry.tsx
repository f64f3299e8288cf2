import type { Answer } from "@genkan/link";
import { Button } from "@genkan/ui";
import { ArrowLeft, QrCode } from "lucide-react";
import { type ReactNode, useState } from "react";
import { LanguageToggle } from "../language-toggle";
import type { EntryAddress } from "./address";
import type { EntryApi } from "./api";
import { readBrowserKind } from "./browser-kind";
import { CodeWay } from "./code-way";
import { ForgotWay } from "./forgot-way";
import { GetApp } from "./get-app";
import { HandOverWay } from "./hand-over-way";
import { LinkWay } from "./link-way";
import { NewPassword } from "./new-password";
import { ScanWay } from "./scan-way";
import { StopWay } from "./stop-way";
import { useEntryWords } from "./words";

type Way =
  | { way: "password" | "code" | "forgot" | "scan" | "hand-over" | "get" | "lost" }
  | { way: "link" | "reset" | "stop"; token: string };

export interface EntryProps<M> {
  api: EntryApi<M>;
  address: EntryAddress | null;
  /** The app's own form for user name and password, and what stands above it. */
  passwordForm: ReactNode;
  head: ReactNode;
  onSignedIn(me: M): void;
  /** The way the page was opened for was left. */
  onLeave?(): void;
}

/** Every way in, one at a time, and the way from one to the other. */
export function Entry<M>({ api, address, passwordForm, head, onSignedIn, onLeave }: EntryProps<M>) {
  const { t } = useEntryWords();
  const [at, setAt] = useState<Way>(() => firstWay(address));
  const go = (way: "password" | "code" | "forgot" | "scan" | "hand-over" | "get" | "lost") => {
    setAt({ way });
    if (way === "password") onLeave?.();
  };
  const first = at.way === "password" || at.way === "code" ? at.way : null;
  const enter = async (attempt: Promise<Answer<M>>) => {
    const answer = await attempt;
    if (answer.ok) onSignedIn(answer.body);
    return answer;
  };
  return (
    <div className="flex min-h-dvh flex-col px-5 pt-[calc(0.75rem+env(safe-area-inset-top))] pb-10">
      <div className="flex items-center justify-between">
        {first !== null ? (
          <Button
            tone="plain"
            className="-ml-3"
            icon={<QrCode size={22} strokeWidth={1.75} />}
            data-testid="entry-scan"
            onClick={() => go("scan")}
          >
            {t("scan.open")}
          </Button>
        ) : (
          <Button
            tone="plain"
            className="-ml-3"
            icon={<ArrowLeft size={22} strokeWidth={1.75} />}
            data-testid="entry-back"
            onClick={() => go("password")}
          >
            {t("back")}
          </Button>
        )}
        <LanguageToggle />
      </div>
      <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 py-6">
        {first === null ? null : head}
        <section aria-labelledby="entry-title" className="flex flex-col gap-4">
          <h1 id="entry-title" className="font-semibold text-20">
            {t(`title.${at.way}`)}
          </h1>
          {show()}
        </section>
        {first === null ? null : <Others at={first} go={go} />}
      </div>
    </div>
  );

  function show(): ReactNode {
    switch (at.way) {
      case "password":
        return passwordForm;
      case "code":
        return (
          <CodeWay
            request={api.requestCode}
            check={(number, code) => enter(api.signInByCode(number, code))}
            submitWords={t("code.enter")}
          />
        );
      case "forgot":
        return <ForgotWay api={api} onGrant={(token) => setAt({ way: "reset", token })} />;
      case "scan":
        return <ScanWay onToken={(token) => setAt({ way: "link", token })} />;
      case "hand-over":
        return <HandOverWay api={api} onSignedIn={onSignedIn} />;
      case "get":
        return <GetApp onDone={() => go("password")} />;
      case "lost":
        return <p className="whitespace-pre-line text-16">{t("lost.text")}</p>;
      case "link":
        return (
          <LinkWay
            api={api}
            token={at.token}
            browser={readBrowserKind()}
            onSignedIn={onSignedIn}
            onOther={() => go("password")}
          />
        );
      case "stop":
        return (
          <StopWay
            stop={() => api.stopDevices(at.token)}
            choose={(token, password) => enter(api.choosePassword(token, password))}
            onLater={() => go("password")}
          />
        );
      case "reset":
        return (
          <NewPassword
            choose={async (password) => {
              const answer = await enter(api.choosePassword(at.token, password));
              return answer.ok ? null : answer.refusal;
            }}
          />
        );
    }
  }
}

function firstWay(address: EntryAddress | null): Way {
  switch (address?.kind) {
    case "link":
    case "reset":
    case "stop":
      return { way: address.kind, token: address.token };
    case "get":
      return { way: "get" };
    case "other":
      return { way: "code" };
    default:
      return { way: "password" };
  }
}

type Other = "password" | "code" | "forgot" | "hand-over" | "get" | "lost";

function Others({ at, go }: { at: "password" | "code"; go(way: Other): void }) {
  const { t } = useEntryWords();
  const other = at === "password" ? "code" : "password";
  const ways: readonly Other[] = [other, "forgot", "hand-over", "get", "lost"];
  return (
    <nav aria-label={t("others")} className="flex flex-col items-start">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          className="min-h-12 text-left font-medium text-16 text-indigo"
          data-testid={`entry-${way}`}
          onClick={() => go(way)}
        >
          {t(`go.${way}`)}
        </button>
      ))}
    </nav>
  );
}
