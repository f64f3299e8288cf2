import { Clock } from "lucide-react";
import { useKeyWords } from "./use-key-words";
import { isElsewhere } from "./zone-time";

/** Whose clock the times are by, where it is not the viewer's. */
export function ZoneNote({ zone }: { zone: string }) {
  const { t } = useKeyWords();
  if (!isElsewhere(zone, Date.now())) return null;
  return (
    <p className="flex items-center gap-2 px-1 text-14 text-quiet" data-testid="zone-note">
      <Clock size={18} strokeWidth={1.75} className="shrink-0" aria-hidden />
      {t("keys.zone", { zone })}
    </p>
  );
}
