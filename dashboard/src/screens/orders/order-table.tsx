import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useRowKeys } from "#dashboard/parts/row-keys.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderFilters } from "./order-filters.ts";
import { keyOf, numberOf, paymentTexts, stateOf, type Order } from "./order-state.ts";
import classes from "./orders.module.css";

interface Props {
  readonly orders: readonly Order[];
  readonly filters: OrderFilters;
}

/** Only the rows in view are drawn; the rest is height. */
export function OrderTable({ orders, filters }: Props) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const [above, setAbove] = useState(0);
  const [rowHeight, setRowHeight] = useState(41);
  useLayoutEffect(() => {
    setAbove(table.current?.offsetTop ?? 0);
    setRowHeight(table.current?.querySelector("tbody tr[data-index]")?.getBoundingClientRect().height ?? 41);
  }, []);
  const virtual = useWindowVirtualizer({
    count: orders.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: above,
    getItemKey: (index) => keyOf(orders[index] as Order),
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useRowKeys(table, orders.length, (index) => virtual.scrollToIndex(index));

  const drawn = virtual.getVirtualItems();
  const before = (drawn[0]?.start ?? above) - above;
  const after = virtual.getTotalSize() - ((drawn.at(-1)?.end ?? above) - above);
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
    <div className={classes.box}>
      <table ref={table} className={classes.table} aria-rowcount={orders.length + 1}>
        <caption className="spoken-only">{t("orders.caption")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" className={classes.blank} style={{ height: before }} />}
          {drawn.map(({ index, key }) => {
            const order = orders[index];
            return order && <OrderRow key={String(key)} order={order} index={index} filters={filters} />;
          })}
          {after > 0 && <tr aria-hidden="true" className={classes.blank} style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly order: Order;
  readonly index: number;
  readonly filters: OrderFilters;
}

function OrderRow({ order, index, filters }: RowProps) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const { look, text } = stateOf(order);
  const { connectionId, orderId } = order;
  const numbers = order.documents.flatMap(({ number }) => number ?? []);
  const result = numbers.length > 0 ? numbers.join(", ") : (order.reason?.message ?? "");
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.state}>
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
