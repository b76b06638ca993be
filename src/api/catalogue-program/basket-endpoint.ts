import { z } from "zod";
import { stageCatalogueBasket } from "#backoffice/stage-catalogue-basket.ts";
import { AmountText, amount, compare, equals, isPositive, round } from "#domain/amount.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readBasket } from "#store/supplier-baskets.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk } from "#api/documents/document-page.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { basketRowOf, BasketRowShape } from "#api/supplier-webshops/basket-page.ts";

const most = amount("1000000000");

/** As in the staging screen, but for nothing at all: that is no line. */
const Quantity = AmountText.refine(isPositive, textLater("basket.noQuantity"))
  .refine((value) => compare(value, most) < 0, textLater("given.wholeDigits", { limit: 9 }))
  .refine((value) => equals(round(value, 6), value), textLater("given.decimals", { limit: 6 }));

const Line = z.object({
  lineId: z.uuid(),
  priceListId: z.uuid(),
  itemId: z.uuid(),
  code: z.string().min(1).max(200),
  name: z.string().max(500).default(""),
  brandName: z.string().max(200).default(""),
  gtin: z.string().max(14).default(""),
  unitCode: z.string().regex(/^[A-Z0-9]{2,3}$/, textLater("given.unitCode")),
  quantity: Quantity,
  note: z.string().max(500).default(""),
});

export const sendCatalogueBasketEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-program/baskets",
  summary: "Stage what was put together in the catalogue program, a basket per supplier and currency; once per key",
  permission: "documents.edit",
  act: { action: "basket.stage", subject: "basket", isTold: true, isOnlyWhenChanged: true },
  body: z.object({
    key: z
      .uuid()
      .meta({ description: "Of one press of the button: sent again it stages nothing more, and answers the same" }),
    lines: z
      .array(Line)
      .min(1)
      .max(2000)
      .refine((lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, textLater("given.twice")),
  }),
  answer: z.object({
    isRepeated: z.boolean().meta({ description: "It was staged before, under this key" }),
    baskets: z.array(BasketRowShape),
  }),
  errors: ["request.not_found", "request.conflict", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, reader, caller }) => {
      await requireSupplierApp(trx, administration.id, reader.language);
      const at = context.now().toString();
      const staged = await stageCatalogueBasket(trx, administration.id, call.body, { ...caller, at });
      if ("fault" in staged) {
        if (staged.fault === "noList") throw new RequestRefused("request.not_found", "There is no such price list");
        throw standsInTheWay("key", textLater("basket.keyOfOther"));
      }
      call.tell({ id: call.body.key, details: { baskets: staged.ids, lines: call.body.lines.length } });
      const baskets = await Promise.all(staged.ids.map((id) => readBasket(trx, administration.id, id, caller.userId)));
      return {
        isRepeated: staged.isRepeated,
        baskets: baskets.flatMap((basket) => (basket === null ? [] : [basketRowOf(context, basket)])),
      };
    }),
});
