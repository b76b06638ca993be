// Over 300 lines because fetching, choosing and taking one basket refuse the same things in the same words.
import { z } from "zod";
import { contentHashOf, stageBasket } from "#backoffice/stage-basket.ts";
import { takeBasket, type TakingFault } from "#backoffice/take-basket.ts";
import { absolute, AmountText, amount, compare, equals, isNegative, round } from "#domain/amount.ts";
import { unitWord } from "#domain/supplier/units.ts";
import { momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { inAdministration } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import {
  chooseLines,
  learnUnit,
  linesOf,
  listBaskets,
  readBasket,
  takenBefore,
  type StagedBasket,
} from "#store/supplier-baskets.ts";
import { readEntry, type SupplierEntry } from "#store/supplier-entries.ts";
import { requireDocumentApp, requirePaperApp, requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { refusedAs } from "#api/documents/refusal.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";
import { BasketAnswerShape, failureSaid, saidOf } from "./basket-answer.ts";
import { basketPage, BasketPageShape, basketRowOf, BasketRowShape, faultText } from "./basket-page.ts";
import { noEntry, requireFunction } from "./entry-shapes.ts";

export const BasketPlace = z.object({ basketId: z.uuid() });
const noBasket = (): RequestRefused => new RequestRefused("request.not_found", "There is no such basket");

/** An entry with which baskets are fetched, its login filled in, for whoever may use it. */
export async function basketEntry(
  context: ApiContext,
  { trx, administration, reader, caller }: Desk,
  entryId: string,
): Promise<SupplierEntry & { readonly connectionId: string }> {
  await requireSupplierApp(trx, administration.id, reader.language);
  const entry = await readEntry(trx, administration.id, entryId, caller.userId);
  if (entry === null) throw noEntry();
  requireFunction(context, entry.connector, entry.function);
  const { connectionId } = entry;
  if (entry.function !== "basket")
    throw refuseFields([{ field: "entryId", message: textLater("supplier.notOfFunction", { supplier: entry.alias }) }]);
  if (connectionId === null)
    throw standsInTheWay("entryId", textLater("supplier.noLogin", { alias: entry.alias }), entry.id);
  return { ...entry, connectionId };
}

/** The document a basket is asked for, when it is there. */
export async function requireTarget({ trx, administration, reader }: Desk, documentId: string | null): Promise<void> {
  if (documentId === null) return;
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (document === undefined) throw new RequestRefused("request.not_found", "There is no such document");
  await requireDocumentApp(trx, administration.id, document.id, reader.language);
}

const twiceOf = ({ fetchedAt, id }: { readonly fetchedAt: string; readonly id: string }, reader: Reader) => {
  const message = textOf("basket.twice", reader.language, { time: momentText(fetchedAt, reader.now, reader) });
  return standsInTheWay("again", message, id);
};

export const fetchSupplierBasketEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-baskets",
  summary:
    "Fetch the basket of a login and stage it; nothing of it is on a document yet, and nothing changes at the supplier",
  permission: "documents.edit",
  act: { action: "basket.fetch", subject: "supplierEntry", isTold: true },
  body: z.object({
    entryId: z.uuid(),
    documentId: z.uuid().nullable().default(null),
    again: z
      .boolean()
      .default(false)
      .meta({ description: "Also when the same content was taken into a document before" }),
  }),
  answer: BasketAnswerShape,
  errors: ["request.not_found", "request.conflict", "settings.invalid", "mapping.missing", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, signal, language } = call;
    const entry = await atDesk(context, call, async (desk) => {
      await requireTarget(desk, body.documentId);
      return basketEntry(context, desk, body.entryId);
    });
    call.tell({ id: entry.id });
    const place = { administrationId, connectionId: entry.connectionId };
    const names = { supplier: entry.partyName ?? context.connectorById(entry.connector).name, login: entry.alias };
    const fetched = await context.engine.suppliers
      .fetch(place, signal)
      .catch((thrown: unknown) => ({ said: failureSaid(thrown, names, language) }));
    if ("said" in fetched) return { ...fetched.said, basket: null };
    const { basket, raw } = fetched;
    if (basket.lines.length === 0) return { ...saidOf("empty", names, language), basket: null };
    return atDesk(context, call, async (desk) => {
      const { trx, caller } = desk;
      const before = await takenBefore(trx, administrationId, entry.connectionId, contentHashOf(basket));
      if (before !== null && !body.again) throw twiceOf(before, desk.reader);
      const staged = await stageBasket(trx, administrationId, basket, {
        ...originOf(entry),
        documentId: body.documentId,
        fetchedBy: caller.name,
        fetchedAt: context.now().toString(),
        source: "service",
        state: "staged",
        isDoubleWanted: body.again,
        remarks: [],
        raw,
        rawContentType: "",
      });
      return {
        ...saidOf("loaded", names, language, { count: staged.lines }),
        basket: await pageOf(context, desk, staged.id),
      };
    });
  },
});

const originOf = ({ id, connectionId, partyId, alias, userId }: SupplierEntry & { readonly connectionId: string }) => ({
  entryId: id,
  connectionId,
  partyId,
  alias,
  userId,
});

export async function pageOf(
  context: ApiContext,
  desk: Desk,
  id: string,
  documentId?: string,
): Promise<z.input<typeof BasketPageShape>> {
  const basket = await readBasket(desk.trx, desk.administration.id, id, desk.caller.userId);
  if (basket === null) throw noBasket();
  return basketPage(context, desk, basket, documentId ?? basket.documentId);
}

export const listSupplierBasketsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-baskets",
  summary: "Baskets that were fetched, the latest first; of everybody's logins and one's own",
  permission: "documents.read",
  query: z.object({ documentId: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  answer: z.object({ items: z.array(BasketRowShape) }),
  errors: ["apps.off"],
  handle: (context, { administrationId, caller, language, query }) =>
    inAdministration(context.store.app, administrationId, async (trx) => {
      await requirePaperApp(trx, administrationId, language);
      const items = await listBaskets(trx, administrationId, { userId: caller.userId, ...query });
      return { items: items.map((basket) => basketRowOf(context, basket)) };
    }),
});

export const getSupplierBasketEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-baskets/:basketId",
  summary: "One staged basket, and how its lines would stand on a document",
  permission: "documents.read",
  params: BasketPlace,
  query: z.object({ documentId: z.uuid().optional() }),
  answer: BasketPageShape,
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      await requirePaperApp(desk.trx, desk.administration.id, desk.reader.language);
      return pageOf(context, desk, call.params.basketId, call.query.documentId);
    }),
});

const most = amount("1000000000");
const decimal = (decimals: number) =>
  AmountText.refine((value) => compare(absolute(value), most) < 0, textLater("given.wholeDigits", { limit: 9 })).refine(
    (value) => equals(round(value, decimals), value),
    textLater("given.decimals", { limit: decimals }),
  );

/** Locks a basket in the version that was read. */
export async function lockBasket(
  { trx, administration, caller, reader }: Desk,
  id: string,
  version: number,
): Promise<StagedBasket> {
  await requirePaperApp(trx, administration.id, reader.language);
  const basket = await readBasket(trx, administration.id, id, caller.userId, true);
  if (basket === null) throw noBasket();
  if (basket.version !== version) throw standsInTheWay("version", textLater("basket.changedMeanwhile"));
  return basket;
}

export const chooseSupplierBasketEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/supplier-baskets/:basketId/lines",
  summary:
    "Tick lines, and change quantities, units and prices before they go to a document; the supplier hears nothing of it",
  permission: "documents.edit",
  act: { action: "basket.choose", subject: "basket" },
  params: BasketPlace,
  body: z.object({
    version: z.int().min(1),
    documentId: z.uuid().optional(),
    lines: z
      .array(
        z.object({
          position: z.int().min(1).max(100_000),
          isTicked: z.boolean().optional(),
          quantity: decimal(6)
            .refine((value) => !isNegative(value), textLater("given.negative"))
            .optional(),
          unitCode: z
            .string()
            .regex(/^[A-Z0-9]{2,3}$/, textLater("given.unitCode"))
            .optional(),
          enteredPrice: decimal(8)
            .refine((value) => !isNegative(value), textLater("given.negativePrice"))
            .nullable()
            .optional(),
        }),
      )
      .min(1)
      .max(2000)
      .refine(
        (lines) => new Set(lines.map(({ position }) => position)).size === lines.length,
        textLater("given.twice"),
      ),
  }),
  answer: BasketPageShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration } = desk;
      const { version, lines, documentId } = call.body;
      const basket = await lockBasket(desk, call.params.basketId, version);
      await chooseLines(trx, administration.id, basket.id, lines);
      await learnUnits(desk, basket, lines);
      return pageOf(context, desk, basket.id, documentId);
    }),
});

/** A unit that was asked once of a supplier is known from then on. */
async function learnUnits(
  { trx, administration, caller }: Desk,
  { id, partyId }: StagedBasket,
  choices: readonly { readonly position: number; readonly unitCode?: string | undefined }[],
): Promise<void> {
  if (partyId === null || choices.every(({ unitCode }) => unitCode === undefined)) return;
  const read = new Map((await linesOf(trx, administration.id, id)).map((line) => [line.position, line.asRead]));
  for (const { position, unitCode } of choices) {
    const line = read.get(position);
    if (unitCode === undefined || line === undefined || line.unitCode !== "" || line.suppliersUnit === "") continue;
    const word = unitWord(line.suppliersUnit);
    await learnUnit(trx, administration.id, { partyId, word, unitCode, by: caller.name });
  }
}

export const takeSupplierBasketEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-baskets/:basketId/to-document",
  summary: "Put exactly the ticked lines into a draft; again with the same key changes nothing",
  permission: "documents.edit",
  act: { action: "basket.take", subject: "basket", says: ["documentId", "version", "again"] },
  params: BasketPlace,
  body: z.object({
    version: z.int().min(1).meta({ description: "Of the basket as it was read" }),
    documentId: z.uuid(),
    documentVersion: z.int().min(1),
    key: z.string().regex(/^[\w-]{8,100}$/),
    again: z
      .boolean()
      .default(false)
      .meta({ description: "Also when the same content was taken into a document before" }),
  }),
  answer: z.object({ documentId: z.string(), lines: z.int() }),
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, reader, today, caller } = desk;
      const { version, documentId, documentVersion, key, again } = call.body;
      await requirePaperApp(trx, administration.id, reader.language);
      await requireTarget(desk, documentId);
      const done = await takeBasket(
        trx,
        administration,
        { basketId: call.params.basketId, basketVersion: version, documentId, documentVersion, key, again },
        { actor: caller.name, userId: caller.userId, today },
      );
      if ("fault" in done) throw await refusedTaking(desk, call.params.basketId, done.fault);
      return { documentId: done.documentId, lines: done.lines };
    }),
});

/** Why nothing of a basket was taken, as the API says it. */
export async function refusedTaking(desk: Desk, basketId: string, fault: TakingFault): Promise<RequestRefused> {
  const { trx, administration, reader } = desk;
  const { language } = reader;
  switch (fault.what) {
    case "noBasket":
      return noBasket();
    case "basketChanged":
      return standsInTheWay("version", textOf("basket.changedMeanwhile", language));
    case "gone":
      return standsInTheWay("", textOf("basket.gone", language));
    case "nothingTicked":
      return refuseFields([{ field: "lines", message: textOf("basket.nothingTicked", language) }], "request.invalid");
    case "kind":
      return refuseFields([{ field: "documentId", message: textOf("basket.notThisKind", language) }]);
    case "tooManyLines":
      return refuseFields([{ field: "lines", message: textOf("basket.tooManyLines", language, { limit: 1000 }) }]);
    case "twice": {
      const basket = await readBasket(trx, administration.id, basketId, desk.caller.userId);
      if (basket === null || basket.supplierDocumentId === null) return twiceOf(fault, reader);
      const time = momentText(fault.fetchedAt, reader.now, reader);
      const message = textOf("supplierdoc.twice", language, { number: basket.suppliersBasketId, time });
      return standsInTheWay("again", message, fault.id);
    }
    case "currency": {
      const { currency, other } = fault;
      return refuseFields([
        { field: "documentId", message: textOf("basket.otherCurrency", language, { currency, other }) },
      ]);
    }
    case "supplier": {
      const { supplier, other } = fault;
      const message = textOf("basket.otherSupplier", language, { supplier, other });
      return refuseFields([{ field: "documentId", message }]);
    }
    case "document":
      return refusedAs(fault.refusal, reader);
    case "lines": {
      const read = new Map(
        (await linesOf(trx, administration.id, basketId)).map((line) => [line.position, line.asRead]),
      );
      const fields = fault.lines.slice(0, 50).map(({ position, field }) => ({
        field: `lines.${position}.${field}`,
        message: faultText(field, read.get(position)?.suppliersUnit ?? "", language),
      }));
      const [first] = fields;
      return new RequestRefused("document.invalid", `${first?.field ?? ""}: ${first?.message ?? ""}`, fields);
    }
  }
}
