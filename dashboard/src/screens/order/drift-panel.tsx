import { Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import type { Order } from "#dashboard/screens/orders/order-state.ts";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";
import classes from "./order.module.css";

export type Drift = Schemas["OrderDrift"];

const driftQuery = (api: Api, { connectionId, orderId, changedAfterIssueAt }: Order) =>
  queryOptions({
    queryKey: api.key("drift", connectionId, orderId, changedAfterIssueAt),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/orders/{connectionId}/{orderId}/drift", {
          params: { path: { connectionId, orderId } },
          signal,
        }),
      ),
    // The shop is asked for it: not again with every change of anything.
    staleTime: 60_000,
  });

/** The order was changed after its document was sent: what is different, and the ways out. */
export function DriftPanel({ order }: { readonly order: Order }) {
  const { t } = useWords();
  const query = useQuery(driftQuery(useApi(), order));
  return (
    <section className={`${classes.reason} not-printed`} data-needs-person aria-label={t("drift.title")}>
      <h2>{t("drift.title")}</h2>
      <p>{t("order.changed", { system: order.connectionName })}</p>
      <Loaded query={query} rows={4}>
        {(drift) => (
          <>
            <Differences drift={drift} system={order.connectionName} />
            <p>{drift.wayText}</p>
            <Ways order={order} drift={drift} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Differences({ drift: { differences }, system }: { readonly drift: Drift; readonly system: string }) {
  const { t } = useWords();
  if (differences.length === 0) return <p className="quiet">{t("drift.nothing")}</p>;
  const now = t("drift.now", { system });
  return (
    <table className={`${classes.amounts} ${classes.drift}`}>
      <caption className="spoken-only">{t("drift.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("drift.what")}</th>
          <th scope="col">{t("drift.was")}</th>
          <th scope="col">{now}</th>
          <th scope="col">{t("order.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, was, now: is, difference }, at) => (
          <tr key={`${at} ${label}`} data-differs={difference !== null || undefined}>
            <th scope="row">{label}</th>
            <td data-label={t("drift.was")}>{was}</td>
            <td data-label={now}>{is}</td>
            <td data-label={t("order.difference")}>{difference ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ways({ order, drift }: { readonly order: Order; readonly drift: Drift }) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const [opened, setOpened] = useState<"replace" | "leave" | null>(null);
  const { document, way } = drift;
  const close = () => setOpened(null);
  return (
    <>
      <div className={classes.buttons}>
        {way !== "none" && may("documents.edit") && (
          <Button onClick={() => setOpened("replace")}>{t(way === "replace" ? "drift.fix" : "drift.credit")}</Button>
        )}
        {may("orders.act") && (
          <Button variant="default" onClick={() => setOpened("leave")}>
            {t("drift.keep")}
          </Button>
        )}
        {document !== null && document.system === null && (
          <ButtonLink
            to="/a/$administration/documents/$document"
            params={{ administration, document: document.id }}
            variant="default"
          >
            {t("order.toDocument")}
          </ButtonLink>
        )}
      </div>
      {!may("orders.act") && (
        <p className="quiet">
          {t("drift.mayNot", {
            roles: rolesWith("orders.act")
              .map((role) => t(`role.${role}`))
              .join(", "),
          })}
        </p>
      )}
      {opened === "replace" && <ReplaceDialog order={order} drift={drift} close={close} />}
      {opened === "leave" && <LeaveDialog order={order} drift={drift} close={close} />}
    </>
  );
}
