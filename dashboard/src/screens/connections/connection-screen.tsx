import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AccessForm } from "./access-form.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { connectionsQuery, connectorsQuery, shopSetupQuery } from "./connection-queries.ts";
import { lookOf, stateOf, type Connection, type Connector } from "./connection-state.ts";
import { ProviderPanel } from "./provider-panel.tsx";
import { RoomLines } from "./room-lines.tsx";
import { stepOf } from "./routes.ts";
import { ShopAdvice } from "./shop-advice.tsx";
import { StepLine } from "./step-line.tsx";
import { TestedPanel } from "./tested-panel.tsx";
import { stepsDone, stepsOf, stepToShow } from "./webhook-dots.ts";
import { WebhooksPanel } from "./webhooks-panel.tsx";

const route = getRouteApi("/a/$administration/connections/$connection/{-$step}");

/** One account at one system: does it answer, and how far is it set up. */
export function ConnectionScreen() {
  const { t } = useWords();
  const api = useApi();
  const { connection: id } = route.useParams();
  const connections = useQuery(connectionsQuery(api));
  const connectors = useQuery(connectorsQuery(api));
  const connection = connections.data?.items.find((one) => one.id === id);
  const connector = connectors.data?.items.find((one) => one.id === connection?.connector);
  if (connection !== undefined && connector !== undefined)
    return <ConnectionPage connection={connection} connector={connector} />;
  return (
    <div className={panel.page}>
      <PageTitle>{t("connections.title")}</PageTitle>
      <Loaded query={connections} rows={5}>
        {() => (
          <Loaded query={connectors} rows={5}>
            {() => <p className={panel.empty}>{t("connection.gone")}</p>}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

interface PageProps {
  readonly connection: Connection;
  readonly connector: Connector;
}

function ConnectionPage({ connection, connector }: PageProps) {
  const { t } = useWords();
  const may = useMay();
  const { step } = route.useParams();
  const { administrationId: administration } = useApi();
  const state = stateOf(connection);
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{connection.name}</PageTitle>
        {connector.isOn ? (
          <StateChip look={lookOf(state)}>{t(`connection.state.${state}`)}</StateChip>
        ) : (
          <StateChip look="skipped">{t("coupling.moduleOff")}</StateChip>
        )}
        <span className="quiet">{connection.account || connector.name}</span>
        <div className={panel.end}>
          {connector.isOn && (
            <ConnectionActions connection={connection} connector={connector} withCheck={step !== "check"} />
          )}
        </div>
      </div>
      {connector.isOn ? (
        <StateNotice connection={connection} />
      ) : (
        <Notice
          look="skipped"
          actions={
            <Link to="/a/$administration/apps" params={{ administration }} hash={connector.id}>
              {t("connect.toApps")}
            </Link>
          }
        >
          <p>{t("connection.appOff", { app: connector.name })}</p>
        </Notice>
      )}
      {!may("connections.manage") && (
        <p className="quiet">
          {t("connection.mayNot", {
            roles: rolesWith("connections.manage")
              .map((role) => t(`role.${role}`))
              .join(", "),
          })}
        </p>
      )}
      <Elsewhere connection={connection} connector={connector} />
      {connector.isOn && <RoomLines connection={connection} />}
      {connector.givesOrders ? (
        <ShopSteps connection={connection} connector={connector} />
      ) : (
        <>
          <AccessForm key={connection.id} connection={connection} connector={connector} />
          {connector.webhooks === "byItself" && <ProviderPanel connection={connection} />}
          <TestedPanel connection={connection} />
        </>
      )}
    </div>
  );
}

/** What came of it. */
function Elsewhere({ connection: { id }, connector }: PageProps) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  return (
    <p className={panel.head}>
      {connector.givesOrders && may("orders.read") && (
        <Link to="/a/$administration/orders" params={{ administration }} search={{ connection: id }}>
          {t("connection.orders")}
        </Link>
      )}
      {may("log.read") && (
        <Link to="/a/$administration/log/{-$run}" params={{ administration }} search={{ connection: id }}>
          {t("connection.log")}
        </Link>
      )}
    </p>
  );
}

/** Why it stands still, when it does. */
function StateNotice({
  connection: { name, retryAt, stateReason, ...connection },
}: {
  readonly connection: Connection;
}) {
  const { t, format } = useWords();
  const state = stateOf(connection);
  if (state === "connected") return null;
  return (
    <Notice look={lookOf(state)}>
      <p>
        {t(`connection.why.${state}`, { system: name })}{" "}
        {retryAt !== null && t("connection.retryAt", { time: format.when(retryAt) })}
      </p>
      {stateReason !== "" && <p className="quiet small">{t("connection.raw", { answer: stateReason })}</p>}
    </Notice>
  );
}

function ShopSteps({ connection, connector }: PageProps) {
  const api = useApi();
  const { step } = route.useParams();
  const query = useQuery(shopSetupQuery(api, connection.id));
  const done = stepsDone(stateOf(connection) === "connected", query.data);
  const steps = stepsOf(connector);
  const asked = stepOf(step);
  const here = asked !== null && steps.includes(asked) ? asked : stepToShow(done, steps);
  return (
    <>
      <StepLine here={here} steps={steps} connectionId={connection.id} done={done} />
      {here === "access" && <AccessForm key={connection.id} connection={connection} connector={connector} />}
      {here !== "access" && (
        <Loaded query={query} rows={8}>
          {(setup) =>
            here === "webhooks" ? (
              <WebhooksPanel connection={connection} setup={setup} mayWorkHere={connector.isOn} />
            ) : (
              <>
                <CheckPanel connection={connection} setup={setup} isOn={connector.isOn} />
                <ShopAdvice connection={connection} advice={setup.advice} />
              </>
            )
          }
        </Loaded>
      )}
    </>
  );
}
