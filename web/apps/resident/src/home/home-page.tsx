import type { HomeView } from "@genkan/contract";
import { useReadable } from "@genkan/shell";
import { EmptyState, Skeleton } from "@genkan/ui";
import { DoorClosed } from "lucide-react";
import { lazy, Suspense } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { type Translate, useWords } from "../app/use-words";
import { DoorCard } from "./door-card";

const Asks = lazy(() => import("./asks"));

export function HomePage() {
  const { t } = useWords();
  const { home } = useServices();
  const view = useReadable(home.view);
  return (
    <Page title={t("home.title")} lead={view === null ? null : nameHomes(view.homes, t)}>
      <Suspense fallback={null}>
        <Asks />
      </Suspense>
      {view === null ? <DoorsSoon /> : null}
      {view?.doors.length === 0 ? (
        <EmptyState icon={<DoorClosed size={28} strokeWidth={1.75} />} title={t("home.empty.title")}>
          {t("home.empty.text")}
        </EmptyState>
      ) : null}
      {view !== null && view.doors.length > 0 ? (
        <section aria-label={t("home.doors")} className="grid gap-4">
          {view.doors.map((door) => (
            <DoorCard key={door.door_id} door={door} />
          ))}
        </section>
      ) : null}
    </Page>
  );
}

function nameHomes(homes: readonly HomeView[], t: Translate): string {
  return homes
    .map(({ building_name, number }) => t("home.room", { building: building_name, number }))
    .join(" · ");
}

function DoorsSoon() {
  const { t } = useWords();
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">{t("common:loading")}</span>
      <Skeleton className="h-44 rounded-card" />
      <Skeleton className="h-44 rounded-card" />
    </div>
  );
}
