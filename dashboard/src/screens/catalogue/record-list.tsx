import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import type { Schemas } from "#dashboard/api/client.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { recordsQuery } from "./catalogue-queries.ts";
import classes from "./catalogue.module.css";
import type { Catalogue } from "./catalogue-state.ts";
import { CatalogueOutcomeDialog } from "./outcome-dialog.tsx";
import { recordLook, type RecordFilters } from "./record-groups.ts";
import { bareName, knownField, shownValue } from "./shown-value.ts";

type Record = Schemas["CatalogueRecord"];

interface Props {
  readonly catalogue: Catalogue;
  readonly filters: RecordFilters;
  /** Null for who may not. */
  readonly retry: ((externalId: string) => void) | null;
  readonly isBusy: boolean;
}

export function RecordList({ catalogue, filters, retry, isBusy }: Props) {
  const { t } = useWords();
  const query = useInfiniteQuery(recordsQuery(useApi(), catalogue.id, filters));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData } = query;
  if (data === undefined) return error === null ? <Waiting rows={10} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return (
      <p className={panel.empty}>
        {t(
          filters.group === undefined && filters.q === undefined
            ? "catalogue.recordsNone"
            : "catalogue.recordsNotFound",
        )}
      </p>
    );
  return (
    <div aria-busy={isPlaceholderData}>
      <section className={panel.panel}>
        <table className={classes.table} data-cards>
          <caption className="spoken-only">{t(`catalogue.kind.${catalogue.kind}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(catalogue.kind === "customers" ? "catalogue.customer" : "catalogue.item")}</th>
              <th scope="col">{t("catalogue.run.result")}</th>
              <th scope="col">{t("catalogue.differences")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((record) => (
              <RecordRow key={record.externalId} record={record} catalogue={catalogue} retry={retry} isBusy={isBusy} />
            ))}
          </tbody>
        </table>
      </section>
      {hasNextPage && (
        <div className={filterClasses.end}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("orders.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly record: Record;
  readonly catalogue: Catalogue;
  readonly retry: Props["retry"];
  readonly isBusy: boolean;
}

function RecordRow({ record, catalogue, retry, isBusy }: RowProps) {
  const { t, format } = useWords();
  const [says, setSays] = useState<{ readonly isThere: boolean } | null>(null);
  const shop = catalogue.targetName;
  const { externalId, code, name, state, reason, nextAttemptAt, kept, changes } = record;
  const title = name || code || externalId;
  const fieldName = useFieldName();
  // What differs and is left alone stands among the differences while it is shown there.
  const keptApart = kept.filter((field) => !changes.some((change) => change.field === field));
  const canRetry = retry !== null && (state === "held" || state === "failed" || state === "waiting");
  return (
    <tr>
      <th scope="row">
        {title}
        {code !== "" && code !== title && <div className="quiet small">{code}</div>}
      </th>
      <td>
        <StateChip look={recordLook(state)}>{t(`catalogue.record.${state}`)}</StateChip>
        {retry !== null && record.uncertain !== null && (
          <div className={classes.retry}>
            {([true, false] as const).map((isThere) => {
              const what = t(isThere ? "catalogue.isThere" : "catalogue.makeAgain");
              return (
                <Button
                  key={what}
                  variant="default"
                  size="compact-sm"
                  aria-label={t("mappings.named", { what, value: title })}
                  onClick={() => setSays({ isThere })}
                >
                  {what}
                </Button>
              );
            })}
          </div>
        )}
        {says !== null && (
          <CatalogueOutcomeDialog
            catalogue={catalogue}
            record={record}
            isThere={says.isThere}
            close={() => setSays(null)}
          />
        )}
        {canRetry && (
          <div className={classes.retry}>
            <Button
              variant="default"
              size="compact-sm"
              loading={isBusy}
              aria-label={t("mappings.named", { what: t("catalogue.button.retry"), value: title })}
              onClick={() => retry(externalId)}
            >
              {t("catalogue.button.retry")}
            </Button>
          </div>
        )}
      </td>
      <td className={classes.wide}>
        {reason !== null && <p>{reason.message}</p>}
        {reason !== null && reason.who !== null && <p className="small">{reason.who}</p>}
        {nextAttemptAt !== null && state === "waiting" && (
          <p className="quiet small">{t("catalogue.again", { time: format.when(nextAttemptAt) })}</p>
        )}
        <Differences changes={changes} shop={shop} />
        {keptApart.length > 0 && (
          <p className="quiet small">{t("catalogue.kept", { shop, fields: keptApart.map(fieldName).join(", ") })}</p>
        )}
      </td>
    </tr>
  );
}

function useFieldName(): (field: string) => string {
  const { t } = useWords();
  return (field) => {
    const known = knownField(field);
    return known === null ? bareName(field) : t(`catalogue.field.${known}`);
  };
}

/** Field by field what stands in the shop and what would stand there. */
function Differences({ changes, shop }: { readonly changes: Record["changes"]; readonly shop: string }) {
  const { t, format } = useWords();
  const fieldName = useFieldName();
  if (changes.length === 0) return null;
  const words = {
    yes: t("catalogue.value.yes"),
    no: t("catalogue.value.no"),
    pictures: t("catalogue.value.pictures"),
    none: t("catalogue.value.none"),
  };
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, shop: old, source, act }) => (
        <li key={field} data-act={act}>
          <span className={classes.field}>{fieldName(field)}</span>{" "}
          {act === "keep" ? (
            <>
              {t("catalogue.keeps", {
                shop,
                old: shownValue(field, old, words, format.decimal),
                value: shownValue(field, source, words, format.decimal),
              })}
            </>
          ) : (
            <>
              {old !== null && (
                <>
                  <del>
                    <span className="spoken-only">{t("catalogue.was")} </span>
                    {shownValue(field, old, words, format.decimal)}
                  </del>
                  {" → "}
                </>
              )}
              <ins>
                <span className="spoken-only">{t("catalogue.becomes")} </span>
                {shownValue(field, source, words, format.decimal)}
              </ins>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
