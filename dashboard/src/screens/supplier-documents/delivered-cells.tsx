import { useWords } from "#dashboard/words/use-texts.ts";
import type { BasketLine } from "#dashboard/screens/supplier-baskets/basket-queries.ts";
import classes from "#dashboard/screens/supplier-baskets/baskets.module.css";

/** Over `DeliveredCells`. */
export function DeliveredHeads() {
  const { t } = useWords();
  return (
    <>
      <th scope="col" className={classes.number}>
        {t("fromSupplier.ordered")}
      </th>
      <th scope="col" className={classes.number}>
        {t("fromSupplier.delivered")}
      </th>
      <th scope="col" className={classes.number}>
        {t("fromSupplier.backordered")}
      </th>
    </>
  );
}

/** What the supplier says of a line: how many were ordered, came, and are to come; and how many of ours that leaves. */
export function DeliveredCells({ line }: { readonly line: BasketLine }) {
  const { t, format } = useWords();
  const said = line.supplierDocument;
  const number = (value: string | null | undefined): string =>
    value === null || value === undefined ? "" : format.decimal(value);
  const day = (value: string | null | undefined) =>
    typeof value === "string" && <span className="quiet small">{format.day(value)}</span>;
  const left = said?.orderLine ?? null;
  return (
    <>
      <td className={classes.number} data-label={t("fromSupplier.ordered")}>
        {number(line.asked)}
        {left !== null && (
          <span className="quiet small">{t("fromSupplier.left", { quantity: format.decimal(left.left) })}</span>
        )}
      </td>
      <td className={classes.number} data-label={t("fromSupplier.delivered")}>
        {number(said?.delivered)}
        {day(said?.deliveryDate)}
      </td>
      <td className={classes.number} data-label={t("fromSupplier.backordered")}>
        {number(said?.backordered)}
        {day(said?.backorderDate)}
      </td>
    </>
  );
}
