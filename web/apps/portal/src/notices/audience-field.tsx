import { TextField } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { homesQuery, type Place } from "../app/data";
import { matchesQuery } from "../homes/home-list";
import type { NoticeForm } from "./notice-form";
import { useNoticeWords } from "./use-notice-words";

const KINDS = ["property", "buildings", "homes"] as const;

export interface AudienceFieldProps {
  place: Place;
  form: NoticeForm;
  change(part: Pick<NoticeForm, "audience" | "targets">): void;
  error: string | null;
}

/** The whole property, some of its buildings, or homes that are chosen one by one. */
export function AudienceField({ place, form, change, error }: AudienceFieldProps) {
  const { t } = useNoticeWords();
  const toggle = (id: string) => {
    const has = form.targets.includes(id);
    const targets = has ? form.targets.filter((known) => known !== id) : [...form.targets, id];
    change({ audience: form.audience, targets });
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 font-medium text-14">{t("notices.audience")}</legend>
      {KINDS.map((kind) => (
        <label key={kind} className="flex min-h-11 cursor-pointer items-center gap-3 text-16">
          <input
            type="radio"
            name="audience"
            className="size-5 accent-indigo"
            checked={form.audience === kind}
            data-testid={`portal-notice-to-${kind}`}
            onChange={() => change({ audience: kind, targets: [] })}
          />
          {t(`notices.to.${kind}`)}
        </label>
      ))}
      {form.audience === "buildings" ? (
        <Choices
          options={place.buildings.map(({ building_id, name }) => ({ id: building_id, label: name }))}
          chosen={form.targets}
          toggle={toggle}
        />
      ) : null}
      {form.audience === "homes" ? <Homes place={place} chosen={form.targets} toggle={toggle} /> : null}
      {error === null ? null : <p className="text-14 text-crimson">{error}</p>}
    </fieldset>
  );
}

interface ChosenProps {
  chosen: readonly string[];
  toggle(id: string): void;
}

function Homes({ place, chosen, toggle }: ChosenProps & { place: Place }) {
  const { t } = useNoticeWords();
  const homes = useQuery(homesQuery(place.property_id)).data ?? [];
  const [query, setQuery] = useState("");
  return (
    <div className="flex flex-col gap-2 pl-8">
      <TextField
        label={t("notices.findHome")}
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <Choices
        options={homes
          .filter((home) => matchesQuery(home, query))
          .map(({ home_id, number, building_name }) => ({
            id: home_id,
            label: `${building_name} ${number}`,
          }))}
        chosen={chosen}
        toggle={toggle}
      />
      <p className="text-14 text-quiet">{t("notices.homesChosen", { count: chosen.length })}</p>
    </div>
  );
}

function Choices({
  options,
  chosen,
  toggle,
}: ChosenProps & { options: readonly { id: string; label: string }[] }) {
  return (
    <div className="max-h-64 overflow-y-auto rounded-control border border-line px-3 py-1">
      {options.map(({ id, label }) => (
        <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3 text-16">
          <input
            type="checkbox"
            className="size-5 accent-indigo"
            checked={chosen.includes(id)}
            data-testid="portal-notice-target"
            onChange={() => toggle(id)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
