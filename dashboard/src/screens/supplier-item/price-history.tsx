import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierItem } from "./supplier-item-query.ts";

/** What it cost before, the newest first; nothing while there was no other price. */
export function PriceHistory({ item }: { readonly item: SupplierItem }) {
  const { t, format } = useWords();
  const { per } = useUnits();
  if (item.earlier.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("supplierItem.earlier")}</h2>
      <div className={panel.scroll}>
        <table className={`${importClasses.table} ${importClasses.cards}`}>
          <caption className="spoken-only">{t("supplierItem.earlier")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("supplierItem.from")}</th>
              <th scope="col">{t("supplierItem.until")}</th>
              <th scope="col">{t("supplierItem.net")}</th>
              <th scope="col">{t("supplierItem.cost")}</th>
              <th scope="col">{t("supplierItem.replacedBy")}</th>
            </tr>
          </thead>
          <tbody>
            {item.earlier.map((one) => (
              <tr key={`${one.batchId} ${one.replacedAt}`}>
                <th scope="row" data-label={t("supplierItem.from")}>
                  {format.day(format.dayOf(one.pricedAt))}
                </th>
                <td data-label={t("supplierItem.until")}>{format.when(one.replacedAt)}</td>
                <td data-label={t("supplierItem.net")}>
                  {one.net !== null &&
                    `${format.price(one.net, one.currency)} ${per(one.basisQuantity, one.basisUnitCode)}`}
                </td>
                <td data-label={t("supplierItem.cost")}>
                  {one.cost === null ? t("items.noPrice") : format.cost(one.cost, one.currency)}
                </td>
                <td>
                  {one.isUndone ? (
                    <StateChip look="skipped">{t("priceHistory.state.undone")}</StateChip>
                  ) : (
                    [t(`priceHistory.kind.${one.kind}`), one.replacedBy].filter(Boolean).join(" · ")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
