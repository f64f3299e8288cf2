import { Skeleton } from "@genkan/ui";
import { useWords } from "../app/use-words";

export function TableSoon() {
  const { t } = useWords();
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t("common:loading")}</span>
      <Skeleton className="h-12 max-w-sm" />
      <Skeleton className="h-12" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  );
}
