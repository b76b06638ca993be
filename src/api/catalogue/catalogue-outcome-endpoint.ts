import { z } from "zod";
import { beginFollowing } from "#engine/catalogue-lanes.ts";
import { settleByHand } from "#engine/settle-by-hand.ts";
import { readRecord } from "#store/catalogue-lists.ts";
import { wakeOfEffect } from "#store/catalogue-wake.ts";
import { inAdministration } from "#store/database.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { catalogueAt, CataloguePlace, uncertainEffectOf } from "./catalogue-shapes.ts";

const RecordId = z.string().min(1).max(200);

export const catalogueOutcomeEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/outcome",
  summary: "Say what a person found of something whose answer was lost: it is in the shop, or it may be made again",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueOutcome", subject: "coupling", says: ["externalId", "isThere", "id"] },
  params: CataloguePlace,
  body: z.discriminatedUnion("isThere", [
    z.object({ externalId: RecordId, isThere: z.literal(false) }),
    z.object({
      externalId: RecordId,
      isThere: z.literal(true),
      id: z.string().trim().min(1).max(100).meta({ description: "Its id in the shop" }),
    }),
  ]),
  answer: z.object({}),
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, engine, connectorById }, { administrationId, params: { couplingId }, body, caller }) {
    const place = { administrationId, couplingId };
    await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await catalogueAt(trx, administrationId, couplingId);
      const record = await readRecord(trx, place, body.externalId);
      if (record === null) throw new RequestRefused("request.not_found", "There is no such record");
      const effect = uncertainEffectOf(record);
      const { sourceConnectionId } = coupling;
      const found = body.isThere
        ? ({ isThere: true, id: body.id, number: "" } as const)
        : ({ isThere: false } as const);
      const isSettled =
        effect !== null &&
        (await settleByHand(trx, store.key, { ...place, sourceConnectionId, keepsContent: false }, effect, found));
      if (effect === null || !isSettled)
        throw new RequestRefused("request.conflict", "Nothing of this record is uncertain any more");
      await wakeOfEffect(trx, place, effect);
      if (coupling.state === "live") await beginFollowing({ connectorById }, trx, place, "delta", caller.name);
    });
    engine.ringCatalogue(place);
    return {};
  },
});
