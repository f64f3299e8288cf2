import { Banner, Button } from "@genkan/ui";
import { UserSearch } from "lucide-react";
import type { Look } from "./look-dialog";
import { useEventWords } from "./use-event-words";

const MINUTE_MS = 60_000;

/** For whom is looked, and for how long still. */
export function LookNote({ look, nowMs, end }: { look: Look; nowMs: number; end(): void }) {
  const { t } = useEventWords();
  const minutes = Math.max(0, Math.ceil((look.untilMs - nowMs) / MINUTE_MS));
  return (
    <Banner
      tone="warning"
      icon={<UserSearch size={20} strokeWidth={1.75} />}
      data-testid="portal-look"
      action={
        <Button tone="plain" size="small" data-testid="portal-look-end" onClick={end}>
          {t("look.end")}
        </Button>
      }
    >
      <p className="font-semibold">{t("look.shown", { who: look.who })}</p>
      <p className="text-14">{t("look.left", { count: minutes })}</p>
    </Banner>
  );
}
