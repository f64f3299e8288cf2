import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { PageSearch } from "../app/router";
import { SEARCH_FIELD_ID } from "../app/search-field";
import { useWords } from "../app/use-words";
import { FILTERS, type Filter } from "../stations/station-list";

/** What to look for, and which part to show. Both stand in the page's address. */
export function FilterBar({ counts }: { counts: Record<Filter, number> }) {
  return (
    <div className="flex flex-col gap-3 lg:flex-row lg:items-center print:hidden">
      <SearchField />
      <FilterChoice counts={counts} />
    </div>
  );
}

/** The field keeps its own text: a Japanese word being composed must not wait for the address to change. */
function SearchField() {
  const { t } = useWords();
  const setSearch = useSetSearch();
  const { q = "" } = useSearch({ from: "__root__" });
  const { hash } = useLocation();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hash === SEARCH_FIELD_ID) field.current?.focus();
  }, [hash]);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(q);
  }, [q]);
  return (
    <label className="relative block flex-1 lg:max-w-sm">
      <span className="sr-only">{t("devices.search")}</span>
      <Search
        size={20}
        strokeWidth={1.75}
        aria-hidden
        className="pointer-events-none absolute top-3.5 left-4 text-quiet"
      />
      <input
        ref={field}
        id={SEARCH_FIELD_ID}
        type="search"
        value={text}
        placeholder={t("devices.search")}
        autoComplete="off"
        spellCheck={false}
        data-testid="portal-search"
        className="min-h-12 w-full rounded-control border border-quiet/60 bg-surface pr-4 pl-12 text-16 placeholder:text-quiet"
        onChange={(event) => {
          setText(event.target.value);
          setSearch({ q: event.target.value });
        }}
      />
    </label>
  );
}

function FilterChoice({ counts }: { counts: Record<Filter, number> }) {
  const { t } = useWords();
  const setSearch = useSetSearch();
  const { show = "all" } = useSearch({ from: "__root__" });
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t("filter.label")}</legend>
      {FILTERS.map((filter) => (
        <label
          key={filter}
          className={clsx(
            "relative flex min-h-12 cursor-pointer items-center gap-2 rounded-full border px-4 text-14",
            "has-focus-visible:outline-3 has-focus-visible:outline-indigo",
            filter === show
              ? "border-indigo bg-indigo-wash font-semibold text-indigo"
              : "border-line bg-surface text-quiet",
          )}
        >
          <input
            type="radio"
            name="filter"
            value={filter}
            checked={filter === show}
            onChange={() => setSearch({ show: filter })}
            data-testid={`portal-filter-${filter}`}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {t(`filter.${filter}`)}
          <span className="tabular">{counts[filter]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useSetSearch(): (change: PageSearch) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: ".",
      search: (search) => ({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    });
}
