import { useLocation, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { SEARCH_FIELD_ID } from "./search-field";
import { useSetSearch } from "./use-set-search";

/** The field keeps its own text: a Japanese word being composed must not wait for the address to change. */
export function SearchField({ label }: { label: string }) {
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
      <span className="sr-only">{label}</span>
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
        placeholder={label}
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
