import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Video } from "lucide-react";
import { useState } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";

/** Looks through the camera beside the door. Loaded where a property has a live view. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ViewButton({ doorId }: { doorId: string }) {
  const { t } = useWords();
  const { link } = useServices();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const look = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await link.ask("view.start", { door_id: doorId });
    setBusy(false);
    if (!answer.ok) setRefusal(answer.refusal);
  };
  return (
    <div className="flex flex-col gap-2">
      <Button
        tone="quiet"
        isWide
        isBusy={isBusy}
        icon={<Video size={20} strokeWidth={1.75} aria-hidden />}
        data-testid={`door-view-${doorId}`}
        onClick={() => void look()}
      >
        {t("door.view")}
      </Button>
      {refusal === null ? (
        <p className="text-14 text-quiet">{t("door.viewNote")}</p>
      ) : (
        <p role="alert" className="text-16 text-crimson">
          {tellProblem(t, refusal.reason)}
        </p>
      )}
    </div>
  );
}
