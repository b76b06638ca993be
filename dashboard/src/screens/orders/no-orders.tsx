import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { ShopStep } from "#dashboard/screens/home/shop-step.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, type OrderFilters } from "./order-filters.ts";

/** Nothing yet is another answer than nothing with these filters. */
export function NoOrders({ filters }: { readonly filters: OrderFilters }) {
  const { t } = useWords();
  const api = useApi();
  const { id: administration } = useAdministration();
  const { data } = useQuery({
    queryKey: api.key("orders", "count"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/orders", { params: { query: { limit: 1 } }, signal })),
    enabled: isNarrowed(filters),
  });
  const { data: overview } = useQuery(overviewQuery(api));
  if (!isNarrowed(filters)) {
    const needsShop = overview?.setUp?.shop === false;
    return (
      <div className={panel.empty}>
        <p>{t(needsShop ? "orders.emptyNew" : "orders.emptySoon")}</p>
        {needsShop && <ShopStep />}
      </div>
    );
  }
  return (
    <div className={panel.empty}>
      <p>{t("orders.emptyFilter", { count: data?.counts?.["all"] ?? 0 })}</p>
      <Link to="/a/$administration/orders" params={{ administration }} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  );
}
