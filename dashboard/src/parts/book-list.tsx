import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult, InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import filterClasses from "./filters.module.css";
import { Failed, Waiting } from "./loaded.tsx";

interface Props<Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ items: Row[]; next: string | null }>>;
  readonly empty: ReactNode;
  /** "Dit zijn alle 12 relaties." */
  readonly end: (count: number) => string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list that is read page by page, with its three states: being read, empty, and all of it. */
export function BookList<Row>({ query, empty, end, children }: Props<Row>) {
  const { t } = useWords();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (data === undefined) return error === null ? <Waiting rows={12} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return empty;
  return (
    <>
      {children(rows)}
      <div className={filterClasses.end}>
        {hasNextPage ? (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        ) : (
          <p className="quiet small">{end(rows.length)}</p>
        )}
      </div>
    </>
  );
}
