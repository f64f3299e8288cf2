import type { HttpBody, StationView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { separatorOf } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { useSending } from "../app/use-sending";
import { usePortalKeyWords } from "../keys/use-portal-key-words";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";

type Stolen = HttpBody<"StolenOut">;

/** 「盗難」: the unit's key and all it knew are void; then what the staff must do. */
export function StolenSection({ station }: { station: StationView }) {
  const { t, i18n } = usePortalKeyWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const served = (station.serves ?? []).map(({ name }) => name);
  const places = served.length > 0 ? served : [station.building_name];
  const [stolen, setStolen] = useState<Stolen | null>(null);
  const report = async () => {
    const path = `/api/portal/stations/${encodeURIComponent(station.station_id)}/stolen`;
    const answer = await sending.send<Stolen>("POST", path);
    if (!answer.ok) return;
    setStolen(answer.body);
    setAsking(false);
    announce(t("stolen.done"));
  };
  if (stolen === null && !station.enrolled) return null;
  return (
    <section aria-labelledby="sheet-stolen" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="sheet-stolen" className="font-semibold text-16">
          {t("stolen.title")}
        </h3>
        {stolen === null ? <p className="mt-1 text-14 text-quiet">{t("stolen.text")}</p> : null}
      </div>
      <Problem refusal={sending.refusal} />
      {stolen === null && !isAsking ? (
        <Button
          tone="quiet"
          isWide
          className="text-crimson!"
          icon={<ShieldAlert size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-stolen"
          onClick={() => setAsking(true)}
        >
          {t("stolen.begin")}
        </Button>
      ) : null}
      {stolen === null && isAsking ? (
        <Confirm
          title={t("stolen.confirmTitle", { station: station.name })}
          text={t("stolen.confirmText", { building: places.join(separatorOf(i18n.language)) })}
          action={t("stolen.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void report()}
          cancel={() => setAsking(false)}
          testId="portal-stolen"
        />
      ) : null}
      {stolen === null ? null : (
        <div
          className="flex flex-col gap-3 rounded-card bg-sunken p-5 text-14"
          data-testid="portal-stolen-done"
        >
          <p className="font-semibold text-16">{t("stolen.done")}</p>
          <p>{stolen.homes === 0 ? t("stolen.noHomes") : t("stolen.homes", { count: stolen.homes })}</p>
          <p className="font-semibold">{t("stolen.next")}</p>
          <ul className="flex list-disc flex-col gap-1.5 pl-5">
            {stolen.staff.length > 0 ? (
              <li>{t("stolen.next.staff", { names: stolen.staff.join(separatorOf(i18n.language)) })}</li>
            ) : null}
            <li>{t("stolen.next.lock")}</li>
            <li>{t("stolen.next.unit")}</li>
            <li className="break-words">{t("stolen.next.police", { id: station.station_id })}</li>
          </ul>
        </div>
      )}
    </section>
  );
}
