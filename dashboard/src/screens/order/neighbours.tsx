import { Link } from "@tanstack/react-router";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import type { OrderFilters } from "#dashboard/screens/orders/order-filters.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderPage } from "./order-query.ts";
import classes from "./order.module.css";

type Neighbour = OrderPage["next"];

interface Props {
  readonly previous: Neighbour;
  readonly next: Neighbour;
  readonly filters: OrderFilters;
}

const to = "/a/$administration/orders/$connection/$order/{-$tab}";

/** The order before and after this one in the list one came from; also `p` and `n`. */
export function Neighbours({ previous, next, filters }: Props) {
  const { t } = useWords();
  const { id: administration } = useAdministration();
  const paramsOf = ({ connectionId, orderId }: NonNullable<Neighbour>) => ({
    administration,
    connection: connectionId,
    order: orderId,
  });

  return (
    <span className={classes.neighbours}>
      {previous !== null && (
        <Link to={to} params={paramsOf(previous)} search={filters} aria-keyshortcuts="p">
          ‹ {t("order.previous")}
        </Link>
      )}
      {next !== null && (
        <Link to={to} params={paramsOf(next)} search={filters} aria-keyshortcuts="n">
          {t("order.next")} ›
        </Link>
      )}
    </span>
  );
}
