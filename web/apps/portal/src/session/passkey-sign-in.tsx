import { openPasskeyEntry, PasskeyButton, useEntryWords } from "@genkan/shell/entry";
import { useMemo } from "react";
import type { Me } from "../app/me";
import { useServices } from "../app/services";

/** Signs in by a passkey alone. Loaded where the browser knows passkeys. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function PasskeySignIn() {
  const { t } = useEntryWords();
  const { session } = useServices();
  const entry = useMemo(() => openPasskeyEntry<Me>("portal"), []);
  return (
    <div className="mt-3">
      <PasskeyButton
        words={t("passkey.alone")}
        isAlone
        tone="quiet"
        ask={entry.ask}
        take={async (signed) => {
          const answer = await entry.take(signed);
          if (answer.ok) session.enter(answer.body);
          return answer;
        }}
      />
    </div>
  );
}
