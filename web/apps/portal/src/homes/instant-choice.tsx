import { TextField } from "@genkan/ui";
import { useId } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { fromWallClock, toWallClock } from "../app/wall-clock";

export interface InstantDraft {
  isNow: boolean;
  /** What the clock at the building shows then. */
  text: string;
}

export const NOW: InstantDraft = { isNow: true, text: "" };

/** Give the chosen instant; null: now; undefined: none was typed. */
export function readInstant(draft: InstantDraft, zone: string): number | null | undefined {
  return draft.isNow ? null : (fromWallClock(draft.text, zone) ?? undefined);
}

export interface InstantChoiceProps {
  legend: string;
  draft: InstantDraft;
  change(draft: InstantDraft): void;
  zone: string;
  wasTried: boolean;
}

/** Now, or at an instant by the building's clock. */
export function InstantChoice({ legend, draft, change, zone, wasTried }: InstantChoiceProps) {
  const { t } = useWords();
  const { now } = useServices();
  const name = useId();
  const isMissing = wasTried && readInstant(draft, zone) === undefined;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-14">{legend}</legend>
      {[true, false].map((isNow) => (
        <label key={String(isNow)} className="flex min-h-11 cursor-pointer items-center gap-3 text-16">
          <input
            type="radio"
            name={name}
            checked={draft.isNow === isNow}
            onChange={() => change({ isNow, text: draft.text || toWallClock(now() + DAY_MS, zone) })}
            className="size-5 accent-indigo"
          />
          {isNow ? t("instant.now") : t("instant.at")}
        </label>
      ))}
      {draft.isNow ? null : (
        <TextField
          type="datetime-local"
          label={t("instant.label")}
          hint={t("instant.hint", { zone })}
          error={isMissing ? t("instant.missing") : null}
          value={draft.text}
          min={toWallClock(now(), zone)}
          data-testid="portal-instant"
          onChange={(event) => change({ isNow: false, text: event.target.value })}
        />
      )}
    </fieldset>
  );
}

const DAY_MS = 86_400_000;
