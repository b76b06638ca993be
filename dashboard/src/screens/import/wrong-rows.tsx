import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { importRowsQuery, type Import } from "./import-query.ts";
import classes from "./import.module.css";

/** Each row that cannot be taken over: where it stands, what stands there, and the mend. */
export function WrongRows({ found }: { readonly found: Import }) {
  const { t } = useWords();
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    importRowsQuery(api, found.id, { state: "wrong" }),
  );
  if (data === undefined) return error === null ? <Waiting rows={4} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <div className={panel.scroll}>
      <table className={`${classes.table} ${classes.cards}`}>
        <caption className="spoken-only">{t("import.rows.wrong")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("import.line")}</th>
            <th scope="col">{t("import.column")}</th>
            <th scope="col">{t("import.value")}</th>
            <th scope="col">{t("import.mend")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ line, problems }) =>
            problems.map(({ column, value, message }, index) => (
              <tr key={`${line} ${index}`}>
                <th scope="row" data-label={t("import.line")}>
                  {line}
                </th>
                <td data-label={t("import.column")}>{column === "" ? t("import.wholeRow") : column}</td>
                <td className={classes.samples} data-label={t("import.value")}>
                  {value === "" ? t("import.noValue") : value}
                </td>
                <td className={classes.mend}>{message}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <div className={`${panel.buttons} ${classes.after}`}>
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        )}
        <a href={`/api/imports/${found.id}/problems?administration=${api.administrationId}`} download>
          {t("import.wrongButton")}
        </a>
      </div>
    </div>
  );
}
