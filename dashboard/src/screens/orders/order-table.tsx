import { Link } from "@tanstack/react-router";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderFilters } from "./order-filters.ts";
import { keyOf, numberOf, paymentTexts, stateOf, type Order } from "./order-state.ts";
import classes from "./orders.module.css";
import { shortReason } from "./short-reason.ts";

interface Props {
  readonly orders: readonly Order[];
  readonly filters: OrderFilters;
  /** Keys of those that are ticked; null: nothing can be done with them, and nothing is ticked. */
  readonly chosen: ReadonlySet<string> | null;
  readonly choose: (order: Order, isChosen: boolean) => void;
}

export function OrderTable({ orders, filters, chosen, choose }: Props) {
  const { t } = useWords();
  const columns = [
    t("orders.state"),
    t("orders.number"),
    t("orders.placed"),
    t("orders.customer"),
    t("orders.result"),
    t("orders.payment"),
    t("orders.total"),
  ];
  return (
    <RowTable
      className={classes.table}
      caption={t("orders.caption")}
      columns={columns}
      count={orders.length}
      keyOf={(index) => {
        const order = orders[index];
        return order === undefined ? String(index) : keyOf(order);
      }}
      row={(index) => {
        const order = orders[index];
        return (
          order && (
            <OrderRow
              order={order}
              index={index}
              filters={filters}
              isChosen={chosen?.has(keyOf(order)) ?? null}
              choose={choose}
            />
          )
        );
      }}
    />
  );
}

interface RowProps {
  readonly order: Order;
  readonly index: number;
  readonly filters: OrderFilters;
  readonly isChosen: boolean | null;
  readonly choose: Props["choose"];
}

function OrderRow({ order, index, filters, isChosen, choose }: RowProps) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const { look, text } = stateOf(order);
  const { connectionId, orderId } = order;
  const numbers = order.documents.flatMap(({ number, system }) =>
    number === null ? [] : system === null ? number : t("order.outsideDocument", { document: number, system }),
  );
  const record = t("record.order", { number: numberOf(order) });
  const result = numbers.length > 0 ? numbers.join(", ") : shortReason(order.reason?.message ?? "", record);
  return (
    <tr data-index={index} aria-rowindex={index + 2} data-chosen={isChosen === true || undefined}>
      <td className={classes.state}>
        {isChosen !== null && (
          <label className={classes.tick}>
            <input
              type="checkbox"
              checked={isChosen}
              aria-label={t("orders.choose", { number: numberOf(order) })}
              onChange={({ currentTarget }) => choose(order, currentTarget.checked)}
            />
          </label>
        )}
        <StateChip look={look}>{t(text)}</StateChip>
      </td>
      <td className={classes.number}>
        <Link
          to="/a/$administration/orders/$connection/$order/{-$tab}"
          params={{ administration, connection: connectionId, order: orderId }}
          search={filters}
          data-row={index}
        >
          {numberOf(order)}
        </Link>
      </td>
      <td className={classes.placed}>{format.when(order.orderedAt)}</td>
      <td className={classes.customer}>{order.customer.name || order.customer.email || "–"}</td>
      <td className={classes.result} title={result}>
        {result}
      </td>
      <td className={classes.payment}>{order.payment === null ? "" : t(paymentTexts[order.payment])}</td>
      <td className={classes.total}>{order.total === null ? "–" : format.amount(order.total, order.currency)}</td>
    </tr>
  );
}
