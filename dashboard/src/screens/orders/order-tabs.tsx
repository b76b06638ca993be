import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useChosenInView } from "#dashboard/parts/chosen-tab.ts";
import classes from "#dashboard/parts/filters.module.css";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { orderStates, type OrderFilters } from "./order-filters.ts";
import { stateTexts } from "./order-state.ts";

/** The hub counts no further. */
const countedUpTo = 10_000;

interface Props {
  readonly counts: Readonly<Record<string, number>>;
  readonly filters: OrderFilters;
}

/** One tab per state that has orders, with how many the other filters leave. A zero is not drawn. */
export function OrderTabs({ counts, filters }: Props) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const { state: chosen, ...others } = filters;
  const row = useRef<HTMLElement>(null);
  useChosenInView(row, chosen ?? "all");
  const shownCount = (count: number): string =>
    count > countedUpTo ? `${format.count(countedUpTo)}+` : format.count(count);
  const states = orderStates.filter((state) => state === chosen || (counts[state] ?? 0) > 0);
  const tabs = [
    { state: undefined, text: t("orders.all"), count: counts["all"] ?? 0 },
    ...states.map((state) => ({ state, text: t(stateTexts[state]), count: counts[state] ?? 0 })),
  ];
  return (
    <nav ref={row} className={classes.tabs} aria-label={t("orders.tabs")}>
      {tabs.map(({ state, text, count }) => (
        <Link
          key={state ?? "all"}
          to="/a/$administration/orders"
          params={{ administration }}
          search={{ ...others, ...(state !== undefined && { state }) }}
          aria-current={state === chosen ? "true" : undefined}
          // Else the tab of all orders counts as here on every other one.
          activeOptions={{ exact: true }}
          resetScroll={false}
        >
          {text} <span className={classes.count}>{shownCount(count)}</span>
        </Link>
      ))}
    </nav>
  );
}
