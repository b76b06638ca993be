import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Failed, Loaded, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { RowKind } from "./chosen.ts";
import classes from "./price-import.module.css";
import { problemsQuery, stagedQuery, vanishedQuery, type PriceImport } from "./price-import-queries.ts";
import { StagedTable } from "./staged-table.tsx";
import { UnknownUnits } from "./unknown-units.tsx";

interface Props {
  readonly found: PriceImport;
}

interface StagedProps extends Props {
  readonly list: PriceList;
  readonly state: Exclude<RowKind, "vanished" | "problems">;
}

/** Articles of one kind, page by page. What looks wrong is ticked one by one. */
export function StagedList({ found, list, state }: StagedProps) {
  const { t } = useWords();
  const api = useApi();
  const query = useInfiniteQuery(stagedQuery(api, found.id, state));
  const decide = useAct(({ code, isTaken }: { readonly code: string; readonly isTaken: boolean }) =>
    answered(
      api.client.POST("/api/price-imports/{importId}/decisions", {
        params: { path: { importId: found.id } },
        body: { codes: [code], isTaken },
      }),
    ),
  );
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (data === undefined) return error === null ? <Waiting rows={6} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <div className={classes.warn}>
      {state === "wrong" && <UnknownUnits found={found} list={list} rows={rows} />}
      <StagedTable
        rows={rows}
        caption={t(`priceImport.rows.${state}`)}
        {...(state === "suspicious" && {
          decide: { run: (code, isTaken) => decide.run({ code, isTaken }), isBusy: decide.isBusy },
        })}
      />
      <Why error={decide.error} />
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Articles of the list that the file leaves out: they stay, and say since when they are gone. */
export function VanishedList({ found }: Props) {
  const { t } = useWords();
  const query = useInfiniteQuery(vanishedQuery(useApi(), found.id));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (data === undefined) return error === null ? <Waiting rows={6} /> : <Failed error={error} retry={refetch} />;
  return (
    <div className={classes.warn}>
      <p className="quiet">{t("priceImport.vanishedHelp")}</p>
      <div className={panel.scroll}>
        <table className={`${importClasses.table} ${importClasses.cards}`}>
          <caption className="spoken-only">{t("priceImport.rows.vanished")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("supplierItem.code")}</th>
              <th scope="col">{t("items.name")}</th>
            </tr>
          </thead>
          <tbody>
            {data.pages
              .flatMap(({ items }) => items)
              .map(({ id, code, name }) => (
                <tr key={id}>
                  <th scope="row">{code}</th>
                  <td>{name}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Lines that could not be read, or not whole: where, what stands there, and the mend. */
export function ProblemList({ found }: Props) {
  const { t } = useWords();
  const query = useQuery(problemsQuery(useApi(), found.id));
  return (
    <Loaded query={query} rows={4}>
      {({ items }) => (
        <div className={panel.scroll}>
          <table className={`${importClasses.table} ${importClasses.cards}`}>
            <caption className="spoken-only">{t("priceImport.rows.problems")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("import.line")}</th>
                <th scope="col">{t("import.column")}</th>
                <th scope="col">{t("import.value")}</th>
                <th scope="col">{t("import.mend")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ line, place, value, message }) => (
                <tr key={`${line} ${place}`}>
                  <th scope="row" data-label={t("import.line")}>
                    {line}
                  </th>
                  <td data-label={t("import.column")}>{place === "" ? t("import.wholeRow") : place}</td>
                  <td className={importClasses.samples} data-label={t("import.value")}>
                    {value === "" ? t("import.noValue") : value}
                  </td>
                  <td className={importClasses.mend}>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}
