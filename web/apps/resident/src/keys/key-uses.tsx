import { Camera } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Section } from "../me/facts";
import type { KeyDetail, KeyUse } from "./key-types";
import { pictureOfUse } from "./keys-api";
import { useKeyWords } from "./use-key-words";

const SnapshotSheet = lazy(() => import("../history/snapshot-sheet"));

/** Every use of a key, and the picture of who stood there. */
export function KeyUses({ detail, zone }: { detail: KeyDetail; zone: string }) {
  const { t, i18n } = useKeyWords();
  const [shown, setShown] = useState<KeyUse | null>(null);
  const say = (ms: number) =>
    new Intl.DateTimeFormat(i18n.language, {
      timeZone: zone,
      dateStyle: "medium",
      timeStyle: "short",
    }).format(ms);
  return (
    <Section title={t("key.used")}>
      {detail.used.length === 0 ? <p className="py-4 text-16 text-quiet">{t("key.unused")}</p> : null}
      {detail.used.length === 0 ? null : (
        <ul className="divide-y divide-line" data-testid="key-uses-list">
          {detail.used.map((use) => (
            <li key={use.event_id} className="flex min-h-14 items-center justify-between gap-4 py-2.5">
              <span>
                <span className="tabular block text-16">{say(use.at_ms)}</span>
                <span className="block text-14 text-quiet">{use.door_name}</span>
              </span>
              {use.picture ? (
                <button
                  type="button"
                  aria-label={t("key.picture", { time: say(use.at_ms) })}
                  className="grid size-12 place-items-center rounded-control bg-sunken text-ink"
                  onClick={() => setShown(use)}
                >
                  <Camera size={20} strokeWidth={1.75} aria-hidden />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {shown === null ? null : (
        <Suspense fallback={null}>
          <SnapshotSheet
            source={pictureOfUse(detail.key_id, shown.event_id)}
            title={t("key.picture", { time: say(shown.at_ms) })}
            close={() => setShown(null)}
          />
        </Suspense>
      )}
    </Section>
  );
}
