import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Overview } from "#dashboard/api/client.ts";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { lookOf, wordOf } from "./coupling-state.ts";
import classes from "./couplings.module.css";
import { FreeShops } from "./free-shops.tsx";

type CouplingLine = Overview["couplings"][number];

/** What becomes of the orders of each shop, and whether it is on. */
export function CouplingsScreen() {
  const { t } = useWords();
  const query = useQuery(overviewQuery(useApi()));
  return (
    <div className={panel.page}>
      <PageTitle>{t("couplings.title")}</PageTitle>
      <Loaded query={query} rows={3}>
        {({ couplings }) => (
          <>
            {couplings.length > 0 && <CouplingTable couplings={couplings} />}
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
