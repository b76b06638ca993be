import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { isTyping } from "#dashboard/parts/typing.ts";
import type { DocumentFilters } from "#dashboard/screens/documents/document-filters.ts";
import { documentsQuery } from "#dashboard/screens/documents/documents-query.ts";
import { useLetters } from "#dashboard/shell/preferences.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./document.module.css";

interface Props {
  readonly id: string;
  readonly filters: DocumentFilters;
}

const to = "/a/$administration/documents/$document";

/** The document before and after this one in the part of the list that was read; also `p` and `n`. Esc goes back to the list. */
export function Neighbours({ id, filters }: Props) {
  const { t } = useWords();
  const api = useApi();
  const administration = api.administrationId;
  const navigate = useNavigate();
  const [hasLetters] = useLetters();
  const { data } = useInfiniteQuery(documentsQuery(api, filters));
  const ids = data?.pages.flatMap(({ items }) => items.map((row) => row.id)) ?? [];
  const at = ids.indexOf(id);
  const previous = at > 0 ? ids[at - 1] : undefined;
  const next = at >= 0 ? ids[at + 1] : undefined;

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
      if (document.querySelector("dialog[open], [popover]:popover-open") !== null) return;
      if (key === "Escape") {
        void navigate({ to: "/a/$administration/documents", params: { administration }, search: filters });
        return;
      }
      const wanted = !hasLetters ? undefined : key === "n" ? next : key === "p" ? previous : undefined;
      if (wanted !== undefined) void navigate({ to, params: { administration, document: wanted }, search: filters });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

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
