import { Button, EmptyState } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { useWords } from "./use-words";

/** Something to press when a screen fails, rather than nothing at all. */
export function CrashPage() {
  const { t } = useWords();
  return (
    <main className="grid min-h-dvh place-items-center" role="alert">
      <EmptyState
        level={1}
        icon={<TriangleAlert size={28} strokeWidth={1.75} />}
        title={t("crash.title")}
        action={<Button onClick={() => location.reload()}>{t("crash.reload")}</Button>}
      >
        {t("crash.text")}
      </EmptyState>
    </main>
  );
}
