import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { isTyping } from "#dashboard/parts/typing.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import type { OrderFilters } from "#dashboard/screens/orders/order-filters.ts";
import { useLetters } from "#dashboard/shell/preferences.ts";
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

/** The order before and after this one in the list one came from; also `p` and `n`. Esc goes back to the list. */
export function Neighbours({ previous, next, filters }: Props) {
  const { t } = useWords();
  const { id: administration } = useAdministration();
  const navigate = useNavigate();
  const [hasLetters] = useLetters();
  const paramsOf = ({ connectionId, orderId }: NonNullable<Neighbour>) => ({
    administration,
    connection: connectionId,
    order: orderId,
  });

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
      if (document.querySelector("dialog[open], [popover]:popover-open") !== null) return;
      if (key === "Escape") {
        void navigate({ to: "/a/$administration/orders", params: { administration }, search: filters });
        return;
      }
      const wanted = !hasLetters ? null : key === "n" ? next : key === "p" ? previous : null;
      if (wanted !== null) void navigate({ to, params: paramsOf(wanted), search: filters });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
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
