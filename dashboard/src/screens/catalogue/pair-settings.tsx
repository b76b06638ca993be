import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { connectionsQuery, connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { settingsOf } from "#dashboard/screens/couplings/coupling-settings.ts";
import { couplingsQuery } from "#dashboard/screens/couplings/couplings-queries.ts";
import table from "#dashboard/screens/couplings/couplings.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { cataloguesQuery } from "./catalogue-queries.ts";
import classes from "./catalogue.module.css";
import { modulesOf, ordersOf, type Pair } from "./pairs.ts";

/** What goes along with a new debtor (C8.2), as packages call these settings. */
const debtorDefaults: readonly string[] = ["creditTerms", "controlAccount", "customerClass", "branch"];

interface Props {
  readonly pair: Pick<Pair, "sourceConnectionId" | "targetConnectionId" | "targetName">;
}

/** Everything of C8 in one place: what it is now, and where it is changed. */
export function PairSettings({ pair }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const connection = useQuery(connectionsQuery(api)).data?.items.find(({ id }) => id === pair.sourceConnectionId);
  const connector = useQuery(connectorsQuery(api)).data?.items.find(({ id }) => id === connection?.connector);
  const couplings = useQuery(couplingsQuery(api)).data?.items ?? [];
  const catalogues = useQuery(cataloguesQuery(api)).data?.items ?? [];
  const orders = ordersOf(pair, couplings);
  const coupling = couplings.find(({ id }) => typeof orders === "object" && id === orders.id);
  const products = modulesOf({ ...pair, kinds: ["products"] }, catalogues)[0]?.[1] ?? null;
  const fields = (connector?.settings ?? []).filter(({ name }) => debtorDefaults.includes(name));
  if (connection === undefined || (fields.length === 0 && coupling === undefined && products === null)) return null;
  const toConnection = { administration, connection: connection.id, step: "access" };
  return (
    <details className={table.more}>
      <summary>{t("catalogue.c8")}</summary>
      <div className={classes.stack}>
        <Facts>
          {fields.map(({ name, label }) => (
            <Fact key={name} name={label}>
              <Link to="/a/$administration/connections/$connection/{-$step}" params={toConnection}>
                {textOf(connection.settings[name]) || t("couplings.conflictEmpty")}
              </Link>
            </Fact>
          ))}
          {coupling !== undefined && (
            <>
              <Fact name={t("couplings.offset")}>
                <Link
                  to="/a/$administration/couplings/$coupling/{-$tab}"
                  params={{ administration, coupling: coupling.id }}
                >
                  {format.count(coupling.offsetLeft)}
                </Link>
              </Fact>
              <Fact name={t("couplings.failureMailTo")}>
                <Link
                  to="/a/$administration/couplings/$coupling/{-$tab}"
                  params={{ administration, coupling: coupling.id }}
                >
                  {settingsOf(coupling.settings).failureMailTo.join(", ") || t("catalogue.failureUsual")}
                </Link>
              </Fact>
            </>
          )}
          {products !== null && (
            <Fact name={t("catalogue.fromDay")}>
              <Link
                to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
                params={{ administration, catalogue: products.id, tab: "run" }}
              >
                {t("catalogue.to.products", { shop: pair.targetName })}
              </Link>
            </Fact>
          )}
        </Facts>
      </div>
    </details>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
