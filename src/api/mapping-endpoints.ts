import { z } from "zod";
import { mappingValues, type MappingKind } from "#flows/shop-orders/settings.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { mappingsOf, mappingWaits } from "#store/mappings.ts";
import { ConnectionPlace } from "./connection-endpoints.ts";
import { defineEndpoint } from "./endpoint.ts";
import { mappingName } from "#domain/texts/cause-text.ts";
import { valueText } from "#domain/texts/codes-text.ts";
import { RequestRefused } from "./problem.ts";
import { Instant } from "./shapes.ts";

const kinds = Object.keys(mappingValues) as [MappingKind, ...MappingKind[]];

export const listMappingsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connections/:connectionId/mappings",
  summary: "What values of the shop mean here, and which ones orders wait for",
  permission: "connections.read",
  params: ConnectionPlace,
  answer: z.object({
    items: z.array(
      z.object({
        what: z.enum(kinds),
        name: z.string().meta({ description: "Of the kind, for people" }),
        from: z.string().meta({ description: "`*`: every value without a choice of its own" }),
        fromName: z.string().meta({ description: "As people call it, in the language of the request" }),
        to: z.record(z.string(), z.unknown()).nullable().meta({ description: "Null: nothing chosen yet" }),
        waiting: z.int().meta({ description: "Orders that wait for this choice" }),
        since: Instant.nullable(),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, language, params: { connectionId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if ((await readConnection(trx, administrationId, connectionId)) === null)
        throw new RequestRefused("request.not_found", "There is no such connection");
      const chosen = await mappingsOf(trx, administrationId, connectionId);
      const waits = await mappingWaits(trx, administrationId, connectionId);
      const open = waits.filter(
        ({ what, fromValue }) => !chosen.some((row) => row.what === what && row.fromValue === fromValue),
      );
      return {
        items: [
          ...open.map(({ what, fromValue, count, since }) => ({
            what,
            name: mappingName(what, language),
            from: fromValue,
            fromName: valueText(what, fromValue, language),
            to: null,
            waiting: count,
            since,
          })),
          ...chosen.map(({ what, fromValue, toValue }) => ({
            what,
            name: mappingName(what, language),
            from: fromValue,
            fromName: valueText(what, fromValue, language),
            to: toValue as Record<string, unknown>,
            waiting: waits.find((wait) => wait.what === what && wait.fromValue === fromValue)?.count ?? 0,
            since: null,
          })),
        ],
      };
    }),
});
