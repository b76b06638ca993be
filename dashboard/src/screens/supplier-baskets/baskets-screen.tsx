import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { OfSuppliers } from "#dashboard/screens/supplier-logins/supplier-app.tsx";
import { entriesQuery } from "#dashboard/screens/supplier-logins/supplier-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { BasketSource } from "./basket-source.tsx";
import { basketsQuery, type BasketRow } from "./basket-queries.ts";
import type { BasketSearch } from "./routes.ts";
import classes from "./baskets.module.css";

/** Fetching a basket, and those that were fetched before. */
export function BasketsScreen() {
  const { t } = useWords();
  const api = useApi();
  const search = useSearch({ from: "/a/$administration/purchasing/baskets" });
  const entries = useQuery(entriesQuery(api));
  const baskets = useQuery({ ...basketsQuery(api), enabled: entries.isSuccess });
  return (
    <div className={panel.page}>
      <PageTitle>{t("basket.title")}</PageTitle>
      <OfSuppliers query={entries}>
        {({ items }) => (
          <>
            <BasketSource entries={items} search={search} />
            <section className={panel.panel}>
              <h2>{t("basket.earlier")}</h2>
              <Loaded query={baskets} rows={4}>
                {({ items: rows }) => <Earlier rows={rows} search={search} />}
              </Loaded>
            </section>
          </>
        )}
      </OfSuppliers>
    </div>
  );
}

function Earlier({ rows, search }: { readonly rows: readonly BasketRow[]; readonly search: BasketSearch }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  if (rows.length === 0) return <p className="quiet">{t("basket.noEarlier")}</p>;
  return (
    <ul className={classes.earlier}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/a/$administration/purchasing/baskets/$basket"
            params={{ administration, basket: row.id }}
            search={search}
          >
            {t("basket.of", { supplier: row.supplier, when: format.when(row.fetchedAt) })}
          </Link>
          <span className="quiet small">
            {[
              row.alias,
              t("basket.lines", { count: row.lineCount }),
              t(`basket.state.${row.state}`),
              ...(row.emptied === "no" ? [] : [t(`basket.emptied.${row.emptied}`)]),
            ].join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
