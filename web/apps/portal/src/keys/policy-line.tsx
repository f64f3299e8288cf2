import type { ScheduleErrors } from "@genkan/shell/schedule";
import { SelectField } from "@genkan/ui";
import { Trash2 } from "lucide-react";
import type { Place } from "../app/data";
import type { Line } from "./policy-form";
import { usePortalKeyWords } from "./use-portal-key-words";
import { useWho } from "./use-who";
import { WhenChoice } from "./when-choice";

export interface PolicyLineProps {
  number: number;
  line: Line;
  place: Place;
  errors: ScheduleErrors;
  change(line: Line): void;
  remove(): void;
}

/** One rule: who, and when. */
export function PolicyLine({ number, line, place, errors, change, remove }: PolicyLineProps) {
  const { t } = usePortalKeyWords();
  const { say, buildings, homes } = useWho(place);
  const isKnown = line.who === "staff" || buildings.includes(line.who) || homes.includes(line.who);
  const option = (who: string) => (
    <option key={who} value={who}>
      {say(who)}
    </option>
  );
  return (
    <li className="flex flex-col gap-4 rounded-card border border-line p-4" data-testid="portal-policy-line">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-semibold text-16">{t("policy.line", { count: number })}</h3>
        <button
          type="button"
          aria-label={t("policy.remove", { count: number })}
          className="grid size-12 place-items-center rounded-control text-quiet"
          onClick={remove}
        >
          <Trash2 size={20} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
      <SelectField
        label={t("policy.who")}
        value={line.who}
        data-testid="portal-policy-who"
        onChange={(event) => change({ ...line, who: event.target.value })}
      >
        {isKnown ? null : option(line.who)}
        <optgroup label={t("policy.group.buildings")}>{buildings.map(option)}</optgroup>
        {option("staff")}
        <optgroup label={t("policy.group.homes")}>{homes.map(option)}</optgroup>
      </SelectField>
      <WhenChoice
        label={t("policy.when")}
        when={line.when}
        change={(when) => change({ ...line, when })}
        errors={errors}
        testId="portal-policy-when"
      />
    </li>
  );
}
