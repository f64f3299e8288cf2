import { Button, SelectField } from "@genkan/ui";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import type { PageSearch } from "../app/router";
import { useWide } from "../app/use-wide";
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
  const isWide = useWide();
  const [isOpen, setOpen] = useState(false);
  const count = [filter.doer, filter.area, filter.period].filter(Boolean).length;
  const isShown = isWide || isOpen;
  return (
    <section aria-label={t("events.filter.label")} className="flex flex-col gap-3">
      {isWide ? null : (
        <Button
          tone="quiet"
          isWide
          icon={<ChevronDown size={20} strokeWidth={1.75} className={isOpen ? "rotate-180" : ""} />}
          aria-expanded={isOpen}
          data-testid="portal-audit-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {count === 0 ? t("events.filter.open") : t("events.filter.openCount", { count })}
        </Button>
      )}
      {isShown ? (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
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
        </div>
      ) : null}
      {isShown && count > 0 ? (
        <Button
          tone="plain"
          size="small"
          className="self-start"
          icon={<X size={18} strokeWidth={1.75} />}
          onClick={clear}
        >
          {t("events.filter.clear")}
        </Button>
      ) : null}
    </section>
  );
}
