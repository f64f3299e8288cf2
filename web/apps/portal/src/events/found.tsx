import { Button, EmptyState } from "@genkan/ui";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { CannotShow } from "../app/cannot-show";
import { TableSoon } from "../devices/table-soon";
import { useEventWords } from "./use-event-words";

export interface FoundProps<Page> {
  found: UseInfiniteQueryResult<InfiniteData<Page>>;
  /** What could not be read, in the words of the page. */
  refused: string;
  isFiltered: boolean;
  clear(): void;
  /** What is said when nothing is there at all, and when nothing fits the filter. */
  empty: ReactNode;
  nothing: string;
  /** Of the button that asks for more. */
  moreTestId: string;
  /** The list; null: there is nothing in the pages. */
  children(pages: readonly Page[]): ReactNode;
}

/** What was found so far of a long list, and the way to more. */
export function Found<Page>({ found, refused, moreTestId, children, ...when }: FoundProps<Page>) {
  const { t } = useEventWords();
  if (found.isPending) return <TableSoon />;
  if (found.data === undefined)
    return (
      <CannotShow title={refused} error={found.error ?? new Error()} retry={() => void found.refetch()} />
    );
  const list = children(found.data.pages);
  if (list === null) return <Nothing {...when} />;
  return (
    <>
      {list}
      {found.isFetchNextPageError ? (
        <CannotShow title={refused} error={found.error} retry={() => void found.fetchNextPage()} />
      ) : null}
      {found.hasNextPage ? (
        <Button
          tone="quiet"
          className="self-center"
          isBusy={found.isFetchingNextPage}
          data-testid={moreTestId}
          onClick={() => void found.fetchNextPage()}
        >
          {t("events.more")}
        </Button>
      ) : null}
    </>
  );
}

type NothingProps = Pick<FoundProps<unknown>, "isFiltered" | "clear" | "empty" | "nothing">;

function Nothing({ isFiltered, clear, empty, nothing }: NothingProps) {
  const { t } = useEventWords();
  if (!isFiltered) return empty;
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.75} />}
      title={t("events.nothing.title")}
      action={<Button onClick={clear}>{t("events.filter.clear")}</Button>}
    >
      {nothing}
    </EmptyState>
  );
}
