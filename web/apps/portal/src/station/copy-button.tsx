import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "../app/use-words";

const SHOWN_FOR_MS = 3_000;

/** Puts a text on the clipboard and says so; where the browser refuses, says what to do instead. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const next = await writeClipboard(text);
    setOutcome(next);
    announce(t(`copy.${next}`));
  };
  const Icon = outcome === "copied" ? Check : outcome === "refused" ? TriangleAlert : Copy;
  return (
    <Button
      tone="plain"
      size="small"
      icon={<Icon size={18} strokeWidth={1.75} aria-hidden />}
      onClick={() => void copy()}
    >
      {outcome === null ? children : t(`copy.${outcome}`)}
    </Button>
  );
}

/** Without https a page has no clipboard. */
async function writeClipboard(text: string): Promise<"copied" | "refused"> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
