import { z } from "zod";
import { couplingLimits, type CouplingEnd } from "#connectors/coupling-limits.ts";
import { readCatalogueCoupling } from "#store/catalogue-couplings.ts";
import { readConnection } from "#store/connections.ts";
import { readCoupling } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";

export const listCouplingLimitsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings/:couplingId/limits",
  summary: "What this coupling does not do, by its kind and the products it goes between",
  permission: "connections.read",
  params: z.object({ couplingId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()).meta({ description: "Sentences, in the language of the request" }) }),
  errors: ["request.not_found"],
  handle: ({ store, connectorById }, { administrationId, language, params: { couplingId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const coupling =
        (await readCoupling(trx, administrationId, couplingId)) ??
        (await readCatalogueCoupling(trx, administrationId, couplingId));
      if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
      const endOf = async (connectionId: string): Promise<CouplingEnd> => {
        const connection = await readConnection(trx, administrationId, connectionId);
        if (connection === null) throw new Error("A coupling without its connection");
        return { name: connection.name, connector: connectorById(connection.connector) };
      };
      const source = await endOf(coupling.sourceConnectionId);
      const target = coupling.targetConnectionId === null ? null : await endOf(coupling.targetConnectionId);
      return { items: [...couplingLimits({ kind: coupling.kind, source, target }, language)] };
    }),
});
