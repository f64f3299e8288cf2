import type { HttpBody, StationView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { separatorOf } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { useWiringWords } from "./use-wiring-words";

/** Takes the station away, after saying what goes with it. `close` leaves its sheet, which is of nothing then. */
export function RemovalSection({ station, close }: { station: StationView; close(): void }) {
  const { t } = useWiringWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    const path = `/api/portal/stations/${station.station_id}`;
    const answer = await sending.send<HttpBody<"StationRemovedOut">>("DELETE", path);
    if (!answer.ok) return;
    const { keys } = answer.body;
    announce(
      keys === 0
        ? t("removal.done", { name: station.name })
        : t("removal.doneKeys", { name: station.name, count: keys }),
    );
    close();
  };
  return (
    <section aria-labelledby="sheet-removal" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="sheet-removal" className="font-semibold text-16">
          {t("removal.title")}
        </h3>
        <p className="mt-1 text-14 text-quiet">{t("removal.text")}</p>
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("removal.confirmTitle", { name: station.name })}
          text={t("removal.confirmText")}
          action={t("removal.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void remove()}
          cancel={() => setAsking(false)}
          testId="portal-station-remove"
        >
          <WhatGoes station={station} />
        </Confirm>
      ) : (
        <Button
          tone="quiet"
          isWide
          className="text-crimson!"
          icon={<Trash2 size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-station-remove"
          onClick={() => setAsking(true)}
        >
          {t("removal.begin")}
        </Button>
      )}
    </section>
  );
}

function WhatGoes({ station }: { station: StationView }) {
  const { t, i18n } = useWiringWords();
  const names = station.doors.map(({ name }) => name).join(separatorOf(i18n.language));
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5 text-14">
      {station.doors.length > 0 ? <li>{t("removal.doors", { names })}</li> : null}
      {station.enrolled ? <li>{t(station.online ? "removal.unit" : "removal.offline")}</li> : null}
      {station.doors.length > 0 ? <li>{t("removal.keys")}</li> : null}
      <li>{t("removal.history")}</li>
    </ul>
  );
}
