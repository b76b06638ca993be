import { useWords } from "#dashboard/words/use-texts.ts";
import type { Difference } from "./order-state.ts";
import classes from "./partner-orders.module.css";

/** What is other than it was, line by line. */
export function DifferenceList({ difference }: { readonly difference: Difference }) {
  const { t, format } = useWords();
  const { fields, added, removed, changed } = difference;
  return (
    <ul className={classes.differences}>
      {added.map(({ lineId, itemName, quantity }) => (
        <li key={`+${lineId}`}>{t("partnerOrders.added", { item: itemName, quantity: format.decimal(quantity) })}</li>
      ))}
      {removed.map(({ lineId, itemName, quantity }) => (
        <li key={`-${lineId}`}>{t("partnerOrders.removed", { item: itemName, quantity: format.decimal(quantity) })}</li>
      ))}
      {changed.map(({ lineId, itemName, fields: of, before, after }) => (
        <li key={lineId}>
          {t("partnerOrders.ofLine", {
            item: itemName,
            changes: of
              .map((field) =>
                field === "quantity"
                  ? t("partnerOrders.fromTo", { before: format.decimal(before), after: format.decimal(after) })
                  : t(`partnerOrders.field.${field}`),
              )
              .join(", "),
          })}
        </li>
      ))}
      {fields.map((field) => (
        <li key={field}>{t(`partnerOrders.field.${field}`)}</li>
      ))}
    </ul>
  );
}
