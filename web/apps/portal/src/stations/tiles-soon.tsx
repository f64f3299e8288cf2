import { Skeleton } from "@genkan/ui";
import { useWords } from "../app/use-words";

export function TilesSoon() {
  const { t } = useWords();
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">{t("common:loading")}</span>
      <Skeleton className="h-20 rounded-card" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-40 rounded-card" />
      </div>
    </div>
  );
}
