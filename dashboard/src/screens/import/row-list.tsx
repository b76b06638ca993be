import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { importRowsQuery, type Import } from "./import-query.ts";
import classes from "./import.module.css";

interface Props {
  readonly found: Import;
  readonly state: "new" | "changed" | "unchanged";
}

/** Rows as they would become, under the names of the fields that are taken over. */
export function RowList({ found, state }: Props) {
  const { t } = useWords();
  const query = useInfiniteQuery(importRowsQuery(useApi(), found.id, { state }));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (data === undefined) return error === null ? <Waiting rows={6} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  const used = found.fields.filter(({ field }) => rows.some((row) => (row.fields[field] ?? "") !== ""));
  return (
    <div className={panel.scroll} role="region" aria-label={t(`import.rows.${state}`)} tabIndex={0}>
      <table className={classes.table}>
        <caption className="spoken-only">{t(`import.rows.${state}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t("import.line")}</th>
            {used.map(({ field, name }) => (
              <th key={field} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, fields }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {used.map(({ field }) => (
                <td key={field}>{fields[field]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("orders.more")}
        </Button>
      )}
    </div>
  );
}
