import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { connectionsQuery, connectorsQuery } from "./connection-queries.ts";
import { lookOf, remedyOf, stateOf, type Connection, type Connector } from "./connection-state.ts";
import classes from "./connections.module.css";
import { SystemChoice } from "./system-choice.tsx";

/** Which systems are connected, and whether they answer. */
export function ConnectionsScreen() {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const query = useQuery(connectionsQuery(api));
  const isEmpty = query.data?.items.length === 0;
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("connections.title")}</PageTitle>
        {may("connections.manage") && !isEmpty && (
          <Button
            className={panel.end ?? ""}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/a/$administration/connections/new"
                params={{ administration: api.administrationId }}
              />
            )}
          >
            {t("connections.button.new")}
          </Button>
        )}
      </div>
      <Loaded query={query} rows={3}>
        {({ items }) => (items.length > 0 ? <ConnectionTable connections={items} /> : <NoConnections />)}
      </Loaded>
      <p>
        <Link to="/a/$administration/connections/capabilities" params={{ administration: api.administrationId }}>
          {t("capabilities.link")}
        </Link>
      </p>
      <p>
        <Link to="/a/$administration/partners" params={{ administration: api.administrationId }}>
          {t("partners.title")}
        </Link>
      </p>
    </div>
  );
}

function NoConnections() {
  const { t } = useWords();
  const may = useMay();
  if (!may("connections.manage")) return <p className={panel.empty}>{t("connections.emptyReader")}</p>;
  return (
    <>
      <p>{t("connections.empty")}</p>
      <SystemChoice />
    </>
  );
}

function ConnectionTable({ connections }: { readonly connections: readonly Connection[] }) {
  const { t } = useWords();
  const api = useApi();
  const { data } = useQuery(connectorsQuery(api));
  // Nothing to do is nothing to draw.
  const hasToDo = connections.some((one) => one.retryAt !== null || remedyOf(stateOf(one)) !== null);
  const productOf = ({ connector }: Connection) => data?.items.find(({ id }) => id === connector);
  return (
    <div className={classes.box}>
      <table className={classes.table}>
        <caption className="spoken-only">{t("connections.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("connections.state")}</th>
            <th scope="col">{t("connections.name")}</th>
            <th scope="col">{t("connections.account")}</th>
            <th scope="col">{t("connections.lastContact")}</th>
            {hasToDo && <th scope="col">{t("connections.toDo")}</th>}
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => (
            <ConnectionRow
              key={connection.id}
              connection={connection}
              product={productOf(connection)}
              hasToDo={hasToDo}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly connection: Connection;
  readonly product: Connector | undefined;
  readonly hasToDo: boolean;
}

function ConnectionRow({ connection, product, hasToDo }: RowProps) {
  const { t, format } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { id, name, account, lastContactAt, retryAt } = connection;
  const state = stateOf(connection);
  const remedy = remedyOf(state);
  return (
    <tr>
      <td>
        {product?.isOn === false ? (
          <StateChip look="skipped">{t("coupling.moduleOff")}</StateChip>
        ) : (
          <StateChip look={lookOf(state)}>{t(`connection.state.${state}`)}</StateChip>
        )}
      </td>
      <td className={classes.name}>
        <Link to="/a/$administration/connections/$connection/{-$step}" params={{ administration, connection: id }}>
          {name}
        </Link>
        <span className="quiet small">{product?.name ?? connection.connector}</span>
      </td>
      <td data-label={t("connections.account")}>{account || "–"}</td>
      <td data-label={t("connections.lastContact")}>
        {lastContactAt === null ? t("connections.never") : format.when(lastContactAt)}
      </td>
      {hasToDo && (
        <td className={classes.toDo}>
          {remedy !== null && product?.isOn !== false && may("connections.manage") && (
            <Link
              to="/a/$administration/connections/$connection/{-$step}"
              params={{ administration, connection: id, step: "access" }}
            >
              {t(`connection.button.${remedy}`)}
            </Link>
          )}
          {retryAt !== null && <span className="quiet">{t("connection.retryAt", { time: format.when(retryAt) })}</span>}
        </td>
      )}
    </tr>
  );
}
