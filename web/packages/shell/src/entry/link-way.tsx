import type { Refusal } from "@genkan/link";
import { Banner, Button, EmptyState, Skeleton } from "@genkan/ui";
import { Link2Off, MailCheck, MailOpen } from "lucide-react";
import { useEffect, useState } from "react";
import type { EntryApi, HandOver, SeenLink } from "./api";
import type { BrowserKind } from "./browser-kind";
import { Leave } from "./leave";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

export interface LinkWayProps<M> {
  api: EntryApi<M>;
  token: string;
  browser: BrowserKind;
  onSignedIn(me: M): void;
  onOther(): void;
}

type Seen = SeenLink | "asking" | "unknown";

/** A link of the mail: what it would do, and doing it on a tap. Opening the page uses nothing up. */
export function LinkWay<M>(props: LinkWayProps<M>) {
  const { api, token, browser, onSignedIn, onOther } = props;
  const { t } = useEntryWords();
  const [seen, setSeen] = useState<Seen>("asking");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    let isOver = false;
    void api.lookAtLink(token, false).then((answer) => {
      if (isOver) return;
      if (answer.ok) return setSeen(answer.body);
      if (answer.refusal.reason === "link-unknown" || answer.refusal.reason === "bad-request")
        return setSeen("unknown");
      setRefusal(answer.refusal);
    });
    return () => {
      isOver = true;
    };
  }, [api, token]);

  const enter = async () => {
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const answer = await api.signInByLink(token);
    setBusy(false);
    if (answer.ok) return onSignedIn(answer.body);
    const { reason } = answer.refusal;
    if ((reason === "link-used" || reason === "link-expired") && typeof seen === "object")
      return setSeen({ ...seen, state: reason === "link-used" ? "used" : "expired" });
    setRefusal(answer.refusal);
  };

  if (seen === "asking")
    return refusal === null ? <Skeleton className="h-40 rounded-card" /> : <Problem refusal={refusal} />;
  if (seen === "unknown")
    return (
      <EmptyState
        icon={<Link2Off size={28} strokeWidth={1.75} />}
        title={t("link.unknown")}
        action={<Button onClick={onOther}>{t("link.other")}</Button>}
      >
        {t("link.unknownText")}
      </EmptyState>
    );
  if (seen.state === "invitation") return <ToInvitation />;
  if (seen.state !== "fresh")
    return <DeadLink api={api} token={token} isUsed={seen.state === "used"} onOther={onOther} />;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-20" data-testid="link-name">
        {t("link.hello", { name: seen.display_name })}
      </p>
      {browser.inApp === null ? null : <Leave inApp={browser.inApp} isIos={browser.isIos} />}
      {browser.isIos && !browser.isInstalled ? <ToHomeScreen api={api} token={token} /> : null}
      <Problem refusal={refusal} />
      <Button
        size="large"
        isWide
        isBusy={isBusy}
        tone={browser.isIos && !browser.isInstalled ? "quiet" : "primary"}
        data-testid="link-enter"
        onClick={() => void enter()}
      >
        {browser.isIos && !browser.isInstalled ? t("link.enterBrowser") : t("link.enter")}
      </Button>
      <p className="text-14 text-quiet">{t("link.once")}</p>
    </div>
  );
}

/** A sheet was printed for somebody who has an account: it signs nobody in, and says where the invitation is. */
function ToInvitation() {
  const { t } = useEntryWords();
  return (
    <EmptyState
      icon={<MailOpen size={28} strokeWidth={1.75} />}
      title={t("link.invitation")}
      action={
        <a
          href="/app/invitation"
          className="grid min-h-12 place-items-center rounded-control bg-indigo px-5 font-semibold text-16 text-on-fill"
          data-testid="link-invitation"
        >
          {t("link.toInvitation")}
        </a>
      }
    >
      {t("link.invitationText")}
    </EmptyState>
  );
}

function DeadLink<M>({
  api,
  token,
  isUsed,
  onOther,
}: {
  api: EntryApi<M>;
  token: string;
  isUsed: boolean;
  onOther(): void;
}) {
  const { t } = useEntryWords();
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async () => {
    setState("busy");
    const answer = await api.requestLink(token);
    setState(answer.ok ? "sent" : "idle");
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <div className="flex flex-col gap-5">
      <p className="text-16" data-testid="link-dead">
        {t(isUsed ? "link.used" : "link.expired")}
      </p>
      {state === "sent" ? (
        <Banner tone="success" icon={<MailCheck size={20} />} data-testid="link-sent">
          {t("link.sent")}
        </Banner>
      ) : (
        <Button
          size="large"
          isWide
          isBusy={state === "busy"}
          data-testid="link-new"
          onClick={() => void send()}
        >
          {t("link.sendNew")}
        </Button>
      )}
      <Problem refusal={refusal} />
      <Button tone="plain" data-testid="link-other" onClick={onOther}>
        {t("link.other")}
      </Button>
    </div>
  );
}

/** On an iPhone the installed app signs in by itself: a code carries the link there. */
function ToHomeScreen<M>({ api, token }: { api: EntryApi<M>; token: string }) {
  const { t } = useEntryWords();
  const [made, setMade] = useState<HandOver | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const make = async () => {
    setBusy(true);
    const answer = await api.makeHandOver(token);
    setBusy(false);
    if (answer.ok) setMade(answer.body);
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <section className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
      <h2 className="font-semibold text-16">{t("handOver.title")}</h2>
      <ol className="flex list-decimal flex-col gap-2 pl-6 text-16">
        <li>{t("get.ios1")}</li>
        <li>{t("get.ios2")}</li>
        <li>{t("handOver.step")}</li>
      </ol>
      {made === null ? (
        <Button size="large" isWide isBusy={isBusy} data-testid="hand-over" onClick={() => void make()}>
          {t("handOver.make")}
        </Button>
      ) : (
        <div role="status" className="text-center">
          <p className="font-semibold text-32 tabular-nums tracking-[0.12em]" data-testid="hand-over-code">
            {`${made.code.slice(0, 4)} ${made.code.slice(4)}`}
          </p>
          <p className="text-14 text-quiet">{t("handOver.life")}</p>
        </div>
      )}
      <Problem refusal={refusal} />
    </section>
  );
}
