import type { StationView } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { separatorOf } from "@genkan/shell/schedule";
import { Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useState } from "react";
import { placesQuery } from "../app/data";
import { useSending } from "../app/use-sending";
import { usePortalKeyWords } from "../keys/use-portal-key-words";
import { Problem } from "../people/problem";

/** Which buildings the station serves: whose homes it calls, and who passes its doors. Installers choose. */
export function ServesSection({ station, mayChange }: { station: StationView; mayChange: boolean }) {
  const { t, i18n } = usePortalKeyWords();
  const [isOpen, setOpen] = useState(false);
  const serves = station.serves ?? [];
  if (!mayChange && serves.length < 2) return null; // a station of one building is no news
  return (
    <section aria-labelledby="sheet-serves" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="sheet-serves" className="font-semibold text-16">
          {t("serves.title")}
        </h3>
        <p className="mt-1 text-16" data-testid="portal-serves">
          {serves.map(({ name }) => name).join(separatorOf(i18n.language))}
        </p>
        <p className="mt-1 text-14 text-quiet">{serves.length > 1 ? t("serves.several") : t("serves.one")}</p>
      </div>
      {mayChange && !isOpen ? (
        <Button
          tone="quiet"
          isWide
          icon={<Building2 size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-serves-change"
          onClick={() => setOpen(true)}
        >
          {t("serves.change")}
        </Button>
      ) : null}
      {mayChange && isOpen ? <Choice station={station} close={() => setOpen(false)} /> : null}
    </section>
  );
}

function Choice({ station, close }: { station: StationView; close(): void }) {
  const { t } = usePortalKeyWords();
  const sending = useSending();
  const places = useQuery(placesQuery);
  const [chosen, setChosen] = useState<readonly string[]>(
    (station.serves ?? []).map(({ building_id }) => building_id),
  );
  const place = places.data?.find(({ property_id }) => property_id === station.property_id);
  if (places.isPending) return <Skeleton className="h-32 rounded-control" />;
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  const save = async () => {
    const path = `/api/portal/stations/${encodeURIComponent(station.station_id)}/buildings`;
    const answer = await sending.send("PUT", path, { building_ids: chosen });
    if (!answer.ok) return;
    announce(t("serves.saved"));
    close();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1.5 font-medium text-14">{t("serves.legend")}</legend>
        <div className="divide-y divide-line rounded-control border border-quiet/60 px-4">
          {(place?.buildings ?? []).map(({ building_id, name }) => {
            const isOwn = building_id === station.building_id;
            return (
              <label key={building_id} className="flex min-h-12 cursor-pointer items-center gap-3 text-16">
                <input
                  type="checkbox"
                  className="size-5 accent-indigo"
                  checked={isOwn || chosen.includes(building_id)}
                  disabled={isOwn}
                  onChange={() => toggle(building_id)}
                />
                <span>
                  {name} {isOwn ? <span className="text-quiet">{t("serves.own")}</span> : null}
                </span>
              </label>
            );
          })}
        </div>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-14 text-quiet">
          <li>{t("serves.meaning.call")}</li>
          <li>{t("serves.meaning.pass")}</li>
          <li>{t("serves.meaning.policy")}</li>
        </ul>
      </fieldset>
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={sending.isBusy} data-testid="portal-serves-save">
          {t("serves.save")}
        </Button>
        <Button tone="plain" onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
