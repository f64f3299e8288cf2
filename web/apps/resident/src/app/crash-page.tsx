import { Button, EmptyState } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useWords } from "./use-words";

/** Shows something to press when a screen fails, rather than nothing at all. */
export class CrashGuard extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    return this.state.hasCrashed ? <CrashPage /> : this.props.children;
  }
}

export function CrashPage() {
  const { t } = useWords();
  return (
    <main className="grid min-h-dvh place-items-center" role="alert">
      <EmptyState
        icon={<TriangleAlert size={28} strokeWidth={1.75} />}
        title={t("crash.title")}
        action={<Button onClick={() => location.reload()}>{t("crash.reload")}</Button>}
      >
        {t("crash.text")}
      </EmptyState>
    </main>
  );
}
