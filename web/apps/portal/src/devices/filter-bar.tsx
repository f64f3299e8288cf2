import { useSearch } from "@tanstack/react-router";
import { FilterChips } from "../app/filter-chips";
import { SearchField } from "../app/search-box";
import { useSetSearch } from "../app/use-set-search";
import { useWords } from "../app/use-words";
import { FILTERS, type Filter } from "../stations/station-list";

/** What to look for, and which part to show. Both stand in the page's address. */
export function FilterBar({ counts }: { counts: Record<Filter, number> }) {
  const { t } = useWords();
  const setSearch = useSetSearch();
  const { show = "all" } = useSearch({ from: "__root__" });
  return (
    <div className="flex flex-col gap-3 lg:flex-row lg:items-center print:hidden">
      <SearchField label={t("devices.search")} />
      <FilterChips
        legend={t("filter.label")}
        options={FILTERS.map((filter) => ({
          value: filter,
          label: t(`filter.${filter}`),
          count: counts[filter],
        }))}
        value={show}
        choose={(filter) => setSearch({ show: filter })}
      />
    </div>
  );
}
