import panel from "#dashboard/parts/panel.module.css";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useRuleWords } from "#dashboard/screens/price-lists/sales-rule-fields.tsx";
import { useDiscountWords } from "#dashboard/screens/price-lists/use-discount-words.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierItem } from "./supplier-item-query.ts";
import { metalOf, salesRuleOf, surchargesOf } from "./supplier-item-values.ts";
import classes from "./supplier-item.module.css";

const flags = [
  "contributionAssumedOnTop",
  "surchargeAssumedOnTop",
  "metalComputed",
  "surchargeNotConverted",
  "metalUnknown",
] as const;

const sources = ["project", "promotion", "articleNet", "articleDiscount", "group", "general", "gross"] as const;

/** From the list price to what one unit costs, step by step: a price of 100 that was taken for one of 1 shows at a glance. */
export function PricePanel({ item }: { readonly item: SupplierItem }) {
  const { t, format } = useWords();
  const { per } = useUnits();
  const discounts = useDiscountWords();
  const rule = useRuleWords();
  const { currency, gross, net, cost, salesPrice } = item;
  const perBasis = per(item.basisQuantity, item.basisUnitCode);
  const from = sources.find((source) => source === item.netFrom);
  const ruleInForce = salesRuleOf(item.ruleInForce);
  const metal = metalOf(item);
  return (
    <section className={panel.panel}>
      <h2>{t("supplierItem.price")}</h2>
      <table className={classes.price}>
        <caption className="spoken-only">{t("supplierItem.price")}</caption>
        <tbody>
          {gross !== null && (
            <tr>
              <th scope="row">{t("supplierItem.gross")}</th>
              <td className={classes.amount}>{format.price(gross, currency)}</td>
              <td>{perBasis}</td>
            </tr>
          )}
          {item.discounts.length > 0 && (
            <tr>
              <th scope="row">{t("supplierItem.discounts")}</th>
              <td className={classes.amount}>{discounts(item.discounts)}</td>
              <td>{item.netFrom === "group" && t("supplierItem.groupOf", { code: item.discountGroup })}</td>
            </tr>
          )}
          {net !== null && (
            <tr>
              <th scope="row">
                {t("supplierItem.net")}
                {from !== undefined && <span className="quiet"> · {t(`supplierItem.from.${from}`)}</span>}
              </th>
              <td className={classes.amount}>{format.price(net, currency)}</td>
              <td>{perBasis}</td>
            </tr>
          )}
          {surchargesOf(item).map(({ kind, amount, per: what, includedInNet }) => (
            <tr key={`${kind} ${amount} ${JSON.stringify(what)}`}>
              <th scope="row">
                {t(`surcharge.${kind}`)} <span className="quiet">· {t(`surchargeIn.${includedInNet}`)}</span>
              </th>
              <td className={classes.amount}>{format.price(amount, currency)}</td>
              <td>{typeof what === "string" ? t(`surchargePer.${what}`) : per(what.quantity, what.unitCode)}</td>
            </tr>
          ))}
          <tr className={classes.cost}>
            <th scope="row">{t("supplierItem.cost")}</th>
            <td className={classes.amount}>{cost === null ? t("items.noPrice") : format.cost(cost, currency)}</td>
            <td>{cost === null ? "" : per("1", item.useUnitCode)}</td>
          </tr>
          {salesPrice !== null && (
            <tr>
              <th scope="row">
                {t("supplierItem.sales")} <span className="quiet">· {rule(ruleInForce)}</span>
              </th>
              <td className={classes.amount}>{format.cost(salesPrice, currency)}</td>
              <td>{per("1", item.useUnitCode)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <div className={classes.notes}>
        {metal !== null && (
          <p>
            {t("supplierItem.metal", {
              metal: metal.type,
              weight: format.decimal(metal.weightKgPerKm),
              base: format.decimal(metal.basePer100Kg),
              quote: format.decimal(metal.quotePer100Kg),
              day: format.day(metal.quoteDate),
              handling: format.percent(metal.handlingPercent),
            })}
          </p>
        )}
        {item.priceStatus === "noNet" && <p>{t("supplierItem.noNetHelp")}</p>}
        {flags
          .filter((flag) => item.costFlags.includes(flag))
          .map((flag) => (
            <p key={flag}>{t(`costFlag.${flag}`)}</p>
          ))}
        <p>{t(`supplierItem.source.${item.priceSource}`, { moment: format.when(item.pricedAt) })}</p>
      </div>
    </section>
  );
}
