import { z } from "zod";
import { stageBasket } from "#backoffice/stage-basket.ts";
import { contentOfBasket } from "#domain/supplier/basket.ts";
import { asHubError } from "#domain/error.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { insertEvents, type NewEvent } from "#store/events.ts";
import { newId } from "#store/new-id.ts";
import { linesOf, setEmptied, type StagedBasket } from "#store/supplier-baskets.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { BasketAnswerShape, saidOf } from "./basket-answer.ts";
import { BasketPlace, lockBasket, pageOf } from "./basket-endpoints.ts";
import { canEmptyNow, supplierNameOf } from "./basket-page.ts";

export const emptySupplierBasketEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-baskets/:basketId/empty",
  summary: "Empty the basket at the supplier, when it still holds what was staged; the staged copy stays",
  permission: "documents.edit",
  act: { action: "basket.empty", subject: "basket" },
  params: BasketPlace,
  body: z.object({
    version: z.int().min(1),
    confirm: z.boolean().meta({ description: "That a person was asked and said yes" }),
  }),
  answer: BasketAnswerShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { administrationId, params, body, signal, language, caller, request } = call;
    if (!body.confirm) throw refuseFields([{ field: "confirm", message: textLater("basket.notAsked") }]);
    const { basket, connectionId, content } = await atDesk(context, call, async (desk) => {
      const found = await lockBasket(desk, params.basketId, body.version);
      const { connectionId: login } = found;
      if (login === null || !(await canEmptyNow(context, desk, found)))
        throw standsInTheWay("", textLater("basket.cannotEmpty"));
      const lines = await linesOf(desk.trx, administrationId, found.id);
      if (lines.length === 0) throw standsInTheWay("", textLater("basket.gone"));
      // Written before the supplier is asked: whoever looks after a crash is told that the lines may come again.
      const at = context.now().toString();
      await setEmptied(desk.trx, administrationId, found.id, { emptied: "failed", at, by: caller.name });
      return {
        basket: found,
        connectionId: login,
        content: contentOfBasket({ lines: lines.map(({ asRead }) => asRead) }),
      };
    });
    const place = { administrationId, connectionId };
    // Refused or without an answer, it is the same to the person: these articles may come again.
    const cleared = await context.engine.suppliers
      .clear(place, content, signal)
      .then((changed) => ({ changed }))
      .catch((thrown: unknown) => {
        const { code, message } = asHubError(thrown);
        request.log.warn({ code }, `A basket was not emptied: ${message}`);
        return null;
      });
    const names = { supplier: supplierNameOf(context, basket), login: basket.alias };
    return atDesk(context, call, async (desk) => {
      const staged = (id: string) => pageOf(context, desk, id);
      if (cleared === null) {
        await tell(desk, basket, { level: "warning", code: "connection.basketMayReturn" });
        return { ...saidOf("mayReturn", names, language), basket: await staged(basket.id) };
      }
      const { changed } = cleared;
      const at = context.now().toString();
      // What is empty already is what was asked: so it is after an answer that was lost.
      if (changed === null || changed.basket.lines.length === 0) {
        await setEmptied(desk.trx, administrationId, basket.id, { emptied: "yes", at, by: caller.name });
        await tell(desk, basket, { level: "info", code: "connection.basketEmptied" });
        return { ...saidOf("emptied", names, language), basket: await staged(basket.id) };
      }
      await setEmptied(desk.trx, administrationId, basket.id, { emptied: "no", at: null, by: "" });
      await tell(desk, basket, { level: "info", code: "connection.basketChanged" });
      const { entryId, partyId, alias, userId, documentId } = basket;
      const newer = await stageBasket(desk.trx, administrationId, changed.basket, {
        ...{ entryId, connectionId, partyId, alias, userId, documentId },
        fetchedBy: caller.name,
        fetchedAt: at,
        source: "service",
        state: "staged",
        isDoubleWanted: false,
        remarks: [],
        raw: changed.raw,
        rawContentType: "",
      });
      return { ...saidOf("changed", names, language), basket: await staged(newer.id) };
    });
  },
});

const tell = (
  { trx, administration, caller }: Desk,
  { id, connectionId }: StagedBasket,
  said: Pick<NewEvent, "level" | "code">,
): Promise<void> =>
  insertEvents(trx, [
    {
      ...said,
      id: newId(),
      administrationId: administration.id,
      runId: null,
      connectionId,
      externalId: `basket:${id}`,
      data: { who: caller.name },
    },
  ]);
