import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Cause } from "#dashboard/api/client.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { numberOf } from "#dashboard/screens/orders/order-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./work.module.css";

/** The rest is a list of its own, with filters. */
const shown = 10;

/** The orders that wait for one cause: the first few, and the way to all of them. */
export function CauseRecords({ cause: { key, count } }: { readonly cause: Cause }) {
  const { t, format } = useWords();
  const api = useApi();
  const { id: administration } = useAdministration();
  const query = useQuery({
    queryKey: api.key("work", key),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/work", { params: { query: { cause: key, limit: shown } }, signal })),
  });
  return (
    <Loaded query={query} rows={Math.min(count, shown)}>
      {({ records }) => (
        <>
          <table className={classes.records}>
            <caption className="spoken-only">{t("work.records")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("orders.number")}</th>
                <th scope="col">{t("orders.customer")}</th>
                <th scope="col">{t("orders.placed")}</th>
                <th scope="col" data-end>
                  {t("orders.total")}
                </th>
              </tr>
            </thead>
            <tbody>
              {records?.items.map((order) => (
                <tr key={`${order.connectionId} ${order.orderId}`}>
                  <td>
                    <Link
                      to="/a/$administration/orders/$connection/$order/{-$tab}"
                      params={{ administration, connection: order.connectionId, order: order.orderId }}
                      search={{ cause: key }}
                    >
                      {numberOf(order)}
                    </Link>
                  </td>
                  <td>{order.customer.name || order.customer.email || "–"}</td>
                  <td>{format.when(order.orderedAt)}</td>
                  <td data-end>{order.total === null ? "–" : format.amount(order.total, order.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {count > shown && (
            <p>
              <Link to="/a/$administration/orders" params={{ administration }} search={{ cause: key }}>
                {t("home.showAll", { count: format.count(count) })}
              </Link>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
