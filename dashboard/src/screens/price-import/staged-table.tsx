import "#dashboard/parts/ticks.css";
import { Checkbox } from "@mantine/core";
import panel from "#dashboard/parts/panel.module.css";
import importClasses from "#dashboard/screens/import/import.module.css";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { StagedRow } from "./price-import-queries.ts";
import classes from "./price-import.module.css";

interface Props {
  readonly rows: readonly StagedRow[];
  readonly caption: string;
  /** For what looks wrong: whether it is taken over all the same. */
  readonly decide?: { readonly run: (code: string, isTaken: boolean) => void; readonly isBusy: boolean };
}

/** Articles of a file as they would become: price and what it is for, and the cost of one unit beside what it was. */
export function StagedTable({ rows, caption, decide }: Props) {
  const { t } = useWords();
  const hasBefore = rows.some(({ before }) => before !== null);
  return (
    <div className={panel.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={`${importClasses.table} ${importClasses.cards} ${classes.staged}`}>
        <caption className="spoken-only">{caption}</caption>
        <thead>
          <tr>
            {decide !== undefined && <th scope="col">{t("priceImport.take")}</th>}
            <th scope="col">{t("supplierItem.code")}</th>
            <th scope="col">{t("items.name")}</th>
            <th scope="col" className={classes.amount}>
              {t("supplierItem.gross")}
            </th>
            <th scope="col" className={classes.amount}>
              {t("supplierItem.net")}
            </th>
            <th scope="col">{t("supplierItem.basis")}</th>
            {hasBefore && (
              <th scope="col" className={classes.amount}>
                {t("priceImport.costBefore")}
              </th>
            )}
            <th scope="col" className={classes.amount}>
              {t(hasBefore ? "priceImport.costAfter" : "supplierItem.cost")}
            </th>
            {hasBefore && (
              <th scope="col" className={classes.amount}>
                {t("priceImport.change")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.code} ${row.line}`} row={row} hasBefore={hasBefore} decide={decide} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: StagedRow;
  readonly hasBefore: boolean;
  readonly decide: Props["decide"];
}

function Row({ row, hasBefore, decide }: RowProps) {
  const { t, format } = useWords();
  const units = useUnits();
  const { code, line, name, reasons, isTaken, price, before, changePercent } = row;
  const amount = (value: string | null | undefined): string =>
    value === null || value === undefined ? "" : format.price(value, price?.currency ?? before?.currency);
  return (
    <tr>
      {decide !== undefined && (
        <td>
          <Checkbox
            aria-label={t("priceImport.takeOne", { code })}
            checked={isTaken}
            disabled={decide.isBusy}
            onChange={({ currentTarget }) => decide.run(code, currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row" title={t("priceImport.line", { number: line })}>
        {code}
      </th>
      <td className={classes.name}>
        {name}
        {reasons.map(({ reason, text }) => (
          <p key={reason} className={classes.reason}>
            {text}
          </p>
        ))}
      </td>
      <td className={classes.amount} data-label={t("supplierItem.gross")}>
        {amount(price?.gross)}
      </td>
      <td className={classes.amount} data-label={t("supplierItem.net")}>
        {amount(price?.net)}
      </td>
      <td data-label={t("supplierItem.basis")}>
        {price !== null && units.of(price.basisQuantity, price.basisUnitCode)}
      </td>
      {hasBefore && (
        <td className={`${classes.amount} quiet`} data-label={t("priceImport.costBefore")}>
          {before !== null && before.cost !== null && format.cost(before.cost, before.currency)}
        </td>
      )}
      <td className={classes.amount} data-label={t(hasBefore ? "priceImport.costAfter" : "supplierItem.cost")}>
        <Cost row={row} />
      </td>
      {hasBefore && (
        <td className={classes.amount} data-label={t("priceImport.change")}>
          {changePercent === null ? "" : format.change(changePercent)}
        </td>
      )}
    </tr>
  );
}

/** What one will cost. An article that stays the same costs what it did; of one that cannot be read it is not known. */
function Cost({ row: { state, price, before } }: { readonly row: StagedRow }) {
  const { t, format } = useWords();
  const { one } = useUnits();
  if (price !== null && price.cost !== null)
    return t("supplierItem.perUnit", { price: format.cost(price.cost, price.currency), unit: one(price.useUnitCode) });
  if (price === null && state === "unchanged" && before !== null && before.cost !== null)
    return format.cost(before.cost, before.currency);
  return state === "wrong" ? null : <span className="quiet">{t("items.noPrice")}</span>;
}
