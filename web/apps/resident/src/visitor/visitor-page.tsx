import { LanguageToggle, tellProblem } from "@genkan/shell";
import { separatorOf, useValidity } from "@genkan/shell/schedule";
import { Banner, Button, EmptyState, Mark, Skeleton } from "@genkan/ui";
import { Building2, CircleAlert, Clock, Download, MapPin, Repeat2, TicketX } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useWakeLock } from "../call/wake-lock";
import { drawPicture, QrCode } from "../keys/qr-code";
import { useKeyWords } from "../keys/use-key-words";
import { useUses } from "../keys/use-uses";
import { useVisitorKey, type VisitorKey } from "./visitor-key";

/** What a guest opens from the mail: the code, where and when it opens, and how. Needs no account. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function VisitorPage({ token }: { token: string }) {
  const { t } = useKeyWords();
  const { view, reload } = useVisitorKey(token);
  useWakeLock();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-5 px-5 pt-[calc(1rem+env(safe-area-inset-top))] pb-10">
      <header className="flex items-center justify-between gap-4">
        <span className="inline-flex items-center gap-2 font-semibold text-16 text-quiet">
          <Mark size={24} className="text-indigo" />
          {t("common:app.name")}
        </span>
        <LanguageToggle />
      </header>
      {view.state === "loading" ? <Skeleton className="h-96 rounded-card" /> : null}
      {view.state === "refused" ? (
        view.reason === "not-found" ? (
          <EmptyState
            level={1}
            icon={<TicketX size={28} strokeWidth={1.75} />}
            title={t("visitor.unknown.title")}
          >
            {t("visitor.unknown.text")}
          </EmptyState>
        ) : (
          <EmptyState
            level={1}
            icon={<CircleAlert size={28} strokeWidth={1.75} />}
            title={t("visitor.failed")}
            action={<Button onClick={reload}>{t("common:action.retry")}</Button>}
          >
            {tellProblem(t, view.reason)}
          </EmptyState>
        )
      ) : null}
      {view.state === "shown" ? <Key visitorKey={view.key} isStale={view.isStale} /> : null}
    </main>
  );
}

function Key({ visitorKey, isStale }: { visitorKey: VisitorKey; isStale: boolean }) {
  const { t, i18n } = useKeyWords();
  const sayValidity = useValidity(visitorKey.time_zone);
  const sayUses = useUses();
  const validity = sayValidity(visitorKey.schedule);
  return (
    <>
      <div>
        <p className="text-16 text-quiet">{t("visitor.for", { name: visitorKey.visitor_name })}</p>
        <h1 className="font-semibold text-24">
          {t("visitor.title", { building: visitorKey.building_name })}
        </h1>
      </div>
      <State visitorKey={visitorKey} />
      {visitorKey.qr_text === null ? null : (
        <div className="flex flex-col items-center gap-2 rounded-card border border-line bg-white p-4 text-black">
          <QrCode
            text={visitorKey.qr_text}
            label={t("key.qrLabel")}
            className="w-full max-w-[min(100%,60dvh)]"
          />
        </div>
      )}
      {isStale ? <Banner tone="warning">{t("visitor.stale")}</Banner> : null}
      <dl className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5 text-16">
        <Fact icon={<Clock size={20} strokeWidth={1.75} />} term={t("key.validity")}>
          {validity}
        </Fact>
        <Fact icon={<Repeat2 size={20} strokeWidth={1.75} />} term={t("keyForm.uses")}>
          {sayUses(visitorKey)}
        </Fact>
        <Fact icon={<Building2 size={20} strokeWidth={1.75} />} term={t("visitor.where")}>
          {visitorKey.building_name}
          <span className="block text-quiet">{visitorKey.doors.join(separatorOf(i18n.language))}</span>
        </Fact>
        {visitorKey.address === null ? null : (
          <Fact icon={<MapPin size={20} strokeWidth={1.75} />} term={t("visitor.address")}>
            {visitorKey.address}
          </Fact>
        )}
      </dl>
      {visitorKey.qr_text === null ? null : (
        <>
          <HowTo entrance={visitorKey.entrance} />
          <Save text={visitorKey.qr_text} lines={[visitorKey.building_name, validity]} />
        </>
      )}
      <p className="text-14 text-quiet">{t("visitor.secret")}</p>
    </>
  );
}

function State({ visitorKey }: { visitorKey: VisitorKey }) {
  const { t, i18n } = useKeyWords();
  if (visitorKey.state === "valid") return <Banner tone="success">{t("visitor.state.valid")}</Banner>;
  if (visitorKey.state === "not_yet" && visitorKey.next_ms !== null) {
    const when = new Intl.DateTimeFormat(i18n.language, {
      timeZone: visitorKey.time_zone,
      month: "long",
      day: "numeric",
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
    }).format(visitorKey.next_ms);
    return <Banner tone="info">{t("visitor.state.not_yet", { when })}</Banner>;
  }
  return <Banner tone="warning">{t(`visitor.state.${visitorKey.state}` as "visitor.state.expired")}</Banner>;
}

function Fact({ icon, term, children }: { icon: ReactNode; term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="flex items-center gap-3 text-14 text-quiet">
        <span className="text-indigo">{icon}</span>
        {term}
      </dt>
      <dd className="pl-8">{children}</dd>
    </div>
  );
}

function HowTo({ entrance }: { entrance: string | null }) {
  const { t } = useKeyWords();
  return (
    <section className="rounded-card bg-sunken p-5">
      <h2 className="mb-2 font-semibold text-16">{t("visitor.how")}</h2>
      <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-16">
        <li>{entrance === null ? t("visitor.step1") : t("visitor.step1At", { entrance })}</li>
        <li>{t("visitor.step2")}</li>
        <li>{t("visitor.step3")}</li>
      </ol>
      <p className="mt-3 text-14 text-quiet">{t("visitor.bright")}</p>
    </section>
  );
}

/** The code as a picture, for a place without reception. */
function Save({ text, lines }: { text: string; lines: string[] }) {
  const { t } = useKeyWords();
  const [source, setSource] = useState<string | null>(null);
  const key = lines.join();
  useEffect(() => {
    let url: string | null = null;
    void drawPicture(text, key.split(",")).then((picture) => {
      if (picture === null) return;
      url = URL.createObjectURL(picture);
      setSource(url);
    });
    return () => {
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [text, key]);
  if (source === null) return null;
  return (
    <a
      href={source}
      download="genkan-key.png"
      className="inline-flex min-h-12 items-center justify-center gap-2 rounded-control bg-sunken px-5 font-semibold text-16"
    >
      <Download size={20} strokeWidth={1.75} aria-hidden />
      {t("key.save")}
    </a>
  );
}
