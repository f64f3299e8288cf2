import { SelectField } from "@genkan/ui";
import type { PageSearch } from "../app/router";
import { FilterFrame } from "../events/filter-frame";
import { OwnPeriod, PeriodField } from "../events/period-fields";
import type { AuditDoer } from "./audit-data";
import { AREAS, type AuditFilter } from "./audit-filter";
import { useAuditTold } from "./use-audit-told";
import { useAuditWords } from "./use-audit-words";

export interface AuditFiltersProps {
  filter: AuditFilter;
  doers: readonly AuditDoer[];
  zone: string;
  change(change: PageSearch): void;
  clear(): void;
}

/** Who, what and when; on a telephone behind one button. */
export function AuditFilters({ filter, doers, zone, change, clear }: AuditFiltersProps) {
  const { t } = useAuditWords();
  const told = useAuditTold(zone);
  const count = [filter.doer, filter.area, filter.period].filter(Boolean).length;
  return (
    <FilterFrame
      count={count}
      clear={clear}
      className="sm:grid-cols-2 lg:grid-cols-3"
      testId="portal-audit-filters"
    >
      <PeriodField filter={filter} zone={zone} change={change} />
      <SelectField
        label={t("audit.filter.doer")}
        value={filter.doer ?? ""}
        data-testid="portal-audit-doer"
        onChange={(event) => change({ doer: event.target.value })}
      >
        <option value="">{t("audit.filter.everybody")}</option>
        {doers.map((doer) => (
          <option key={doer.doer_id} value={doer.doer_id}>
            {told.doer(doer)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("audit.filter.area")}
        value={filter.area ?? ""}
        data-testid="portal-audit-area"
        onChange={(event) => change({ area: AREAS.find((known) => known === event.target.value) ?? "" })}
      >
        <option value="">{t("events.filter.every")}</option>
        {AREAS.map((area) => (
          <option key={area} value={area}>
            {t(`audit.area.${area}`)}
          </option>
        ))}
      </SelectField>
      {filter.period === "own" ? <OwnPeriod filter={filter} zone={zone} change={change} /> : null}
    </FilterFrame>
  );
}
