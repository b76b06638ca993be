import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Activate } from "#dashboard/screens/apps/activate.tsx";
import { appsQuery } from "#dashboard/screens/apps/apps-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { connectorsQuery } from "./connection-queries.ts";
import type { Connector } from "./connection-state.ts";
import classes from "./connections.module.css";

/** The systems that can be connected, by name. One whose app is off says so, and leads to where it is switched on. */
export function SystemChoice() {
  const { t } = useWords();
  const query = useQuery(connectorsQuery(useApi()));
  return (
    <Loaded query={query} rows={3}>
      {({ items }) => (
        <ul className={classes.systems} aria-label={t("connect.choose")}>
          {items.map((connector) => (
            <System key={connector.id} connector={connector} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function System({ connector: { id, name, kind, givesOrders, isOn } }: { readonly connector: Connector }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <li>
      <h2>{name}</h2>
      <p className="quiet">
        {t(givesOrders ? "connect.webshop" : kind === "accounting" ? "connect.accounting" : "connect.payments")}
      </p>
      {isOn ? (
        <Button
          aria-label={t("connect.titleOf", { system: name })}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/a/$administration/connections/new/$connector"
              params={{ administration, connector: id }}
            />
          )}
        >
          {t("connect.button")}
        </Button>
      ) : (
        <AppOff connectorId={id} />
      )}
    </li>
  );
}

/** Switched on where it stands in the way, by who may; else where to find it. */
function AppOff({ connectorId }: { readonly connectorId: string }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const { data } = useQuery({ ...appsQuery(api), enabled: may("apps.manage") });
  const app = data?.items.find(({ connector }) => connector === connectorId);
  return (
    <>
      <p>{t("connect.appOff")}</p>
      {app !== undefined && app.hindrance === null ? (
        <Activate app={app} />
      ) : (
        <Link to="/a/$administration/apps" params={{ administration: api.administrationId }} hash={connectorId}>
          {t("connect.toApps")}
        </Link>
      )}
    </>
  );
}
