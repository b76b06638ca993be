import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Overview } from "#dashboard/api/client.ts";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { cataloguesQuery } from "#dashboard/screens/catalogue/catalogue-queries.ts";
import { PairPanel } from "#dashboard/screens/catalogue/pair-panel.tsx";
import { ordersInPairs, ordersOf } from "#dashboard/screens/catalogue/pairs.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { lookOf, wordOf } from "./coupling-state.ts";
import { couplingsQuery } from "./couplings-queries.ts";
import classes from "./couplings.module.css";
import { FreeShops } from "./free-shops.tsx";

type CouplingLine = Overview["couplings"][number];

/** What becomes of the orders of each shop, what goes from a package to a shop, and whether each of them is on. */
export function CouplingsScreen() {
  const { t } = useWords();
  const api = useApi();
  const query = useQuery(overviewQuery(api));
  const catalogues = useQuery(cataloguesQuery(api)).data ?? { items: [], pairs: [] };
  const orders = useQuery(couplingsQuery(api)).data?.items ?? [];
  const inPairs = ordersInPairs(catalogues.pairs, orders);
  return (
    <div className={panel.page}>
      <PageTitle>{t("couplings.title")}</PageTitle>
      <Loaded query={query} rows={3}>
        {({ couplings }) => (
          <>
            <CouplingTable couplings={couplings.filter(({ id }) => !inPairs.has(id))} />
            {catalogues.pairs.map((pair) => {
              const there = ordersOf(pair, orders);
              return (
                <PairPanel
                  key={`${pair.sourceConnectionId} ${pair.targetConnectionId}`}
                  pair={pair}
                  catalogues={catalogues.items}
                  orders={there}
                  line={typeof there === "object" ? couplings.find(({ id }) => id === there.id) : undefined}
                />
              );
            })}
            <FreeShops isFirst={couplings.length === 0} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function CouplingTable({ couplings }: { readonly couplings: readonly CouplingLine[] }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  if (couplings.length === 0) return null;
  return (
    <div className={classes.box}>
      <table className={classes.table}>
        <caption className="spoken-only">{t("couplings.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("couplings.state")}</th>
            <th scope="col">{t("couplings.name")}</th>
            <th scope="col" data-end>
              {t("couplings.today")}
            </th>
            <th scope="col">{t("couplings.last")}</th>
          </tr>
        </thead>
        <tbody>
          {couplings.map(({ id, name, state, today, lastAt }) => (
            <tr key={id}>
              <td>
                <StateChip look={lookOf(state)}>{t(wordOf(state))}</StateChip>
              </td>
              <td className={classes.name}>
                <Link to="/a/$administration/couplings/$coupling/{-$tab}" params={{ administration, coupling: id }}>
                  {name}
                </Link>
              </td>
              <td data-end data-label={t("couplings.today")}>
                {today === 0 ? "–" : format.count(today)}
              </td>
              <td data-label={t("couplings.last")}>{lastAt === null ? "–" : format.when(lastAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
