import { useSearch } from "@tanstack/react-router";
import { FilterChips } from "../app/filter-chips";
import { SearchField } from "../app/search-box";
import { useSetSearch } from "../app/use-set-search";
import { useWords } from "../app/use-words";
import { HOME_FILTERS, type HomeFilter } from "./home-list";

/** What to look for, and which part of the homes to show. Both stand in the page's address. */
export function HomeFilterBar({ counts }: { counts: Record<HomeFilter, number> }) {
  const { t } = useWords();
  const setSearch = useSetSearch();
  const { homes: show = "all" } = useSearch({ from: "__root__" });
  return (
    <div className="flex flex-col gap-3 lg:flex-row lg:items-center print:hidden">
      <SearchField label={t("homes.search")} />
      <FilterChips
        legend={t("homes.filter.label")}
        options={HOME_FILTERS.map((filter) => ({
          value: filter,
          label: t(`homes.filter.${filter}`),
          count: counts[filter],
        }))}
        value={show}
        choose={(homes) => setSearch({ homes })}
      />
    </div>
  );
}
