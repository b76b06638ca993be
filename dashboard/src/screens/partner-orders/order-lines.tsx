import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import lineClasses from "#dashboard/screens/document/lines.module.css";
import { itemQuery } from "#dashboard/screens/items/items-query.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isOpenLine, isOtherwise, type OrderLine, type PartnerOrder } from "./order-state.ts";
import classes from "./partner-orders.module.css";

interface Props {
  readonly order: PartnerOrder;
  /** Says what a line means. */
  readonly teach: (line: OrderLine) => void;
}

/** As it was asked, beside how we understand it; or, of an order of ours, beside what the supplier says. */
export function OrderLines({ order, teach }: Props) {
  const { t } = useWords();
  const { orderLines, currency, side } = order;
  return (
    <section className={panel.panel}>
      <h2>{t("document.lines")}</h2>
      <div className={panel.scroll} tabIndex={0} role="region" aria-label={t("document.lines")}>
        <table className={`${lineClasses.lines} ${classes.lines}`}>
          <caption className="spoken-only">{t("document.lines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("line.description")}</th>
              <th scope="col">{t("line.quantity")}</th>
              <th scope="col">{t("line.price")}</th>
              <th scope="col">{t(side === "seller" ? "partnerOrders.ours" : "partnerOrders.supplierSays")}</th>
            </tr>
          </thead>
          <tbody>
            {orderLines.map((line) => (
              <LineRow key={line.lineId} line={line} currency={currency} mayTeach={side === "seller"} teach={teach} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly line: OrderLine;
  readonly currency: string;
  readonly mayTeach: boolean;
  readonly teach: (line: OrderLine) => void;
}

function LineRow({ line, currency, mayTeach, teach }: RowProps) {
  const { t, format } = useWords();
  const may = useMay();
  const units = useUnits();
  const { itemName, gtin, sellersItemIdentifier, buyersItemIdentifier, note, quantity, unitCode, price, answered } =
    line;
  const codes = [gtin, sellersItemIdentifier, buyersItemIdentifier].filter(Boolean);
  const isOpen = isOpenLine(line);
  return (
    <tr>
      <th scope="row">
        <span>{itemName}</span>
        {codes.length > 0 && <span className="code">{codes.join(" · ")}</span>}
        {note !== "" && <span className="quiet">{note}</span>}
      </th>
      <td data-label={t("line.quantity")}>{units.of(quantity, unitCode)}</td>
      <td data-label={t("line.price")}>
        {price !== null && `${format.price(price.net, currency)} ${units.per(price.baseQuantity, unitCode)}`}
      </td>
      <td className={classes.understood}>
        <Judged line={line} currency={currency} />
        {answered !== null && (
          <>
            <span>{t(`partnerOrders.line.${answered.state}`)}</span>
            {answered.state === "changed" && <span>{units.of(answered.confirmed, unitCode)}</span>}
            {answered.price !== null && (
              <span>{`${format.price(answered.price.net, currency)} ${units.per(answered.price.baseQuantity, unitCode)}`}</span>
            )}
            {answered.promised !== null && (
              <span>{t("partnerOrders.promisedOn", { day: format.day(answered.promised) })}</span>
            )}
            {/[1-9]/.test(answered.backorder) && (
              <span>{t("partnerOrders.follows", { quantity: units.of(answered.backorder, unitCode) })}</span>
            )}
          </>
        )}
        {mayTeach && isOpen && may("documents.edit") && (
          <Button size="xs" onClick={() => teach(line)}>
            {t("partnerOrders.teachButton")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Our article of it, by what it was found, and what is other about it. */
function Judged({ line, currency }: { readonly line: OrderLine; readonly currency: string }) {
  const { t, format } = useWords();
  const units = useUnits();
  const { judged, quantity, unitCode } = line;
  if (judged === null) return null;
  const { itemId, step, unitFault, verdict, ownAmount, askedAmount, isContradicted, isText } = judged;
  if (isText) return <span className="quiet">{t("partnerOrders.isText")}</span>;
  const isOther = judged.quantity !== null && (judged.quantity !== quantity || judged.unitCode !== unitCode);
  return (
    <>
      {itemId === null ? (
        <span>
          <StateShape look="act" size={14} /> {t("partnerOrders.unknownItem")}
        </span>
      ) : (
        <ItemName id={itemId} />
      )}
      {step !== null && <span className="quiet small">{t(`partnerOrders.by.${step}`)}</span>}
      {isOther && judged.quantity !== null && <span>{units.of(judged.quantity, judged.unitCode)}</span>}
      {unitFault !== null && (
        <span>
          <StateShape look="act" size={14} /> {t(`partnerOrders.unit.${unitFault}`)}
        </span>
      )}
      {isContradicted && <span>{t("partnerOrders.contradicted")}</span>}
      {verdict === "noOwnPrice" && <span>{t("partnerOrders.noOwnPrice")}</span>}
      {isOtherwise(line) && ownAmount !== null && askedAmount !== null && verdict === "differs" && (
        <span>
          {t("partnerOrders.priceDiffers", {
            asked: format.amount(askedAmount, currency),
            own: format.amount(ownAmount, currency),
          })}
        </span>
      )}
    </>
  );
}

function ItemName({ id }: { readonly id: string }) {
  const api = useApi();
  const may = useMay();
  const { data } = useQuery({ ...itemQuery(api, id), enabled: may("items.read") });
  const { administrationId: administration } = api;
  if (data === undefined) return null;
  return (
    <Link to="/a/$administration/items/$item" params={{ administration, item: id }}>
      {data.name}
    </Link>
  );
}
