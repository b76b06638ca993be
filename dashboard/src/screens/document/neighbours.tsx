import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import type { DocumentBook, DocumentFilters } from "#dashboard/screens/documents/document-filters.ts";
import { documentsQuery } from "#dashboard/screens/documents/documents-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./document.module.css";

interface Props {
  readonly id: string;
  readonly book: DocumentBook;
  readonly filters: DocumentFilters;
}

const to = "/a/$administration/documents/$document";

/** The document before and after this one in the part of the list that was read; also `p` and `n`. */
export function Neighbours({ id, book, filters }: Props) {
  const { t } = useWords();
  const api = useApi();
  const administration = api.administrationId;
  const { data } = useInfiniteQuery(documentsQuery(api, filters, book.kinds));
  const ids = data?.pages.flatMap(({ items }) => items.map((row) => row.id)) ?? [];
  const at = ids.indexOf(id);
  const previous = at > 0 ? ids[at - 1] : undefined;
  const next = at >= 0 ? ids[at + 1] : undefined;

  return (
    <span className={classes.neighbours}>
      {previous !== undefined && (
        <Link to={to} params={{ administration, document: previous }} search={filters} aria-keyshortcuts="p">
          ‹ {t("document.previous")}
        </Link>
      )}
      {next !== undefined && (
        <Link to={to} params={{ administration, document: next }} search={filters} aria-keyshortcuts="n">
          {t("document.next")} ›
        </Link>
      )}
    </span>
  );
}
