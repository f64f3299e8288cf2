import { useNavigate } from "@tanstack/react-router";
import type { PageSearch } from "./router";

/** Change what stands in the page's address, without another step in the browser's history. */
export function useSetSearch(): (change: PageSearch) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: ".",
      search: (search) => ({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    });
}
