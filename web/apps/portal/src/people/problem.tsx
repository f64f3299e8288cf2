import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { useWords } from "../app/use-words";

/** Why a change was not made. */
export function Problem({ refusal }: { refusal: Refusal | null }) {
  const { t } = useWords();
  if (refusal === null) return null;
  return (
    <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="portal-problem">
      {tellProblem(t, refusal.reason)}
    </Banner>
  );
}
