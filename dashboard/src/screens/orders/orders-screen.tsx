import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { BulkPanel } from "./bulk-panel.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { splitNew } from "./new-rows.ts";
import type { OrderFilters } from "./order-filters.ts";
import { keyOf, type Order } from "./order-state.ts";
import { NoOrders } from "./no-orders.tsx";
import { OrderFilterBar } from "./order-filter-bar.tsx";
import { OrderTable } from "./order-table.tsx";
import { OrderTabs } from "./order-tabs.tsx";
import { ordersQuery } from "./orders-query.ts";
import classes from "./orders.module.css";

const route = getRouteApi("/a/$administration/orders");

/** What became of each order, without opening one. */
export function OrdersScreen() {
  const { t } = useWords();
  const filters = route.useSearch();
  return (
    <div className={panel.page}>
      <PageTitle>{t("orders.title")}</PageTitle>
      <OrderFilterBar filters={filters} />
      <BulkPanel filters={filters} />
      {/* Another filter is another list: what waits above it and where it stands begin anew. */}
      <OrderList key={JSON.stringify(filters)} filters={filters} />
    </div>
  );
}

function OrderList({ filters }: { readonly filters: OrderFilters }) {
  const { t, format } = useWords();
  const query = useInfiniteQuery(ordersQuery(useApi(), filters));
  const may = useMay();
  const [top, setTop] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Order>>(new Map());
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (data === undefined) return error === null ? <Waiting rows={12} /> : <Failed error={error} retry={refetch} />;

  const rows = data.pages.flatMap(({ items }) => items);
  const first = rows[0];
  if (top === null && first !== undefined) setTop(keyOf(first));
  const { shown, waiting } = splitNew(rows, top, keyOf);
  const counts = data.pages[0]?.counts ?? null;
  return (
    <>
      {counts !== null && (counts["all"] ?? 0) > 0 && <OrderTabs counts={counts} filters={filters} />}
      <div role="status" className={classes.waiting}>
        {waiting > 0 && (
          <Button variant="light" fullWidth onClick={() => setTop(null)}>
            {t("orders.new", { count: format.count(waiting) })}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <NoOrders filters={filters} />
      ) : (
        <OrderTable
          orders={shown}
          filters={filters}
          chosen={may("orders.act") ? new Set(chosen.keys()) : null}
          choose={(order, isChosen) =>
            setChosen((before) => {
              const rest = [...before].filter(([key]) => key !== keyOf(order));
              return new Map(isChosen ? [...rest, [keyOf(order), order]] : rest);
            })
          }
        />
      )}
      {shown.length > 0 && (
        <div className={filterClasses.end}>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("orders.more")}
            </Button>
          ) : (
            <p className="quiet small">{t("orders.end", { count: rows.length })}</p>
          )}
        </div>
      )}
      <ChosenBar orders={[...chosen.values()]} clear={() => setChosen(new Map())} />
    </>
  );
}
