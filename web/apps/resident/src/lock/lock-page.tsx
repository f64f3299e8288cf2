import { useReadable } from "@genkan/shell";
import { Banner, Button, Card } from "@genkan/ui";
import { useState } from "react";
import { BackToMe } from "../account/back-to-me";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { Choice } from "../me/choice";
import { CurrentCode } from "./current-code";
import { LockForm } from "./lock-form";
import { AFTER_MS } from "./secret";
import { useLockWords } from "./use-lock-words";

/** マイページ→認証→個人用暗証番号（アプリのロック）: set, changed and taken off. */
export function LockPage() {
  const { t } = useLockWords();
  const { lock, session } = useServices();
  const { record } = useReadable(lock.view);
  const view = useReadable(session.view);
  const [asksFor, setAsksFor] = useState<"change" | "off" | null>(null);
  const [isChanging, setChanging] = useState(false);
  const [done, setDone] = useState<"set" | "off" | null>(null);
  if (view.state !== "signed_in") return null;
  const ask = (what: "change" | "off") => {
    setDone(null);
    setAsksFor(what);
  };
  const proceed = () => {
    setAsksFor(null);
    if (asksFor === "change") return setChanging(true);
    lock.take(null);
    setDone("off");
  };
  return (
    <Page title={t("title")} lead={t("lead")} back={<BackToMe />}>
      {done === null ? null : <Banner tone="success">{t(`page.${done}`)}</Banner>}
      {record === null || isChanging ? (
        <LockForm
          personId={view.me.person_id}
          onSet={() => {
            setChanging(false);
            setDone("set");
          }}
          {...(record === null ? {} : { cancel: () => setChanging(false) })}
        />
      ) : (
        <>
          <Card className="px-5">
            <Choice
              legend={t("page.after")}
              name="lock-after"
              value={String(record.afterMs)}
              options={AFTER_MS.map((afterMs) => ({
                value: String(afterMs),
                label: t(`page.after.${afterMs}`),
              }))}
              choose={(afterMs) => lock.take({ ...record, afterMs: Number(afterMs) })}
            />
          </Card>
          {asksFor === null ? (
            <>
              <Button isWide data-testid="lock-change" onClick={() => ask("change")}>
                {t("page.change")}
              </Button>
              <Button tone="quiet" isWide data-testid="lock-off" onClick={() => ask("off")}>
                {t("page.turnOff")}
              </Button>
            </>
          ) : (
            <CurrentCode record={record} onRight={proceed} cancel={() => setAsksFor(null)} />
          )}
        </>
      )}
      <p className="px-1 text-14 text-quiet">{t("page.calls")}</p>
      <p className="px-1 text-14 text-quiet">{t("page.forgotten")}</p>
    </Page>
  );
}
