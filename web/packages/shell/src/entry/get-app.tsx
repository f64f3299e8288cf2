import { Button } from "@genkan/ui";
import { useEffect, useState } from "react";
import { type BrowserKind, readBrowserKind } from "./browser-kind";
import { Leave } from "./leave";
import { useEntryWords } from "./words";

/** What Chrome hands over where it would offer to install the page. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** How the app comes onto a phone's home screen; on a computer a code for the phone's camera. */
export function GetApp({ onDone }: { onDone(): void }) {
  const { t } = useEntryWords();
  const browser = readBrowserKind();
  const isPhone = browser.isIos || /Android/.test(navigator.userAgent);
  return (
    <div className="flex flex-col gap-6">
      <p className="text-16 text-quiet">{t("get.lead")}</p>
      {browser.inApp === null ? null : <Leave inApp={browser.inApp} isIos={browser.isIos} />}
      {isPhone ? null : (
        <figure className="mx-auto flex flex-col items-center gap-2">
          <img
            src="/app/get.svg"
            width={240}
            height={240}
            alt={t("get.qr")}
            className="rounded-control bg-white"
          />
          <figcaption className="text-14 text-quiet">{t("get.qr")}</figcaption>
        </figure>
      )}
      {browser.isInstalled ? (
        <p className="text-16">{t("get.installed")}</p>
      ) : (
        <>
          {browser.isIos ? null : <Android isPhone={isPhone} />}
          {browser.isIos || !isPhone ? <Ios browser={browser} /> : null}
        </>
      )}
      <Button tone="quiet" size="large" isWide data-testid="get-done" onClick={onDone}>
        {t("get.done")}
      </Button>
    </div>
  );
}

function Ios({ browser }: { browser: BrowserKind }) {
  const { t } = useEntryWords();
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-2 font-semibold text-16">{browser.isIos ? t("get.iosHere") : t("get.ios")}</h2>
      <ol className="flex list-decimal flex-col gap-2 pl-6 text-16">
        <li>{t("get.ios1")}</li>
        <li>{t("get.ios2")}</li>
        <li>{t("get.ios3")}</li>
      </ol>
    </section>
  );
}

function Android({ isPhone }: { isPhone: boolean }) {
  const { t } = useEntryWords();
  const [offer, setOffer] = useState<InstallPrompt | null>(null);
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault();
      setOffer(event as InstallPrompt);
    };
    window.addEventListener("beforeinstallprompt", take);
    return () => window.removeEventListener("beforeinstallprompt", take);
  }, []);
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-2 font-semibold text-16">{t("get.android")}</h2>
      <ol className="flex list-decimal flex-col gap-2 pl-6 text-16">
        <li>{t("get.android1")}</li>
        <li>{t("get.android2")}</li>
      </ol>
      {offer === null || !isPhone ? null : (
        <Button isWide className="mt-4" onClick={() => void offer.prompt()}>
          {t("get.install")}
        </Button>
      )}
    </section>
  );
}
