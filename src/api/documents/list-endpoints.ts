import { z } from "zod";
import { subtract, zero } from "#domain/amount.ts";
import { leftToCredit } from "#domain/credit.ts";
import { documentKindCodes, documentKinds, isEnteredKind, nameOfKind } from "#domain/document-kinds.ts";
import { hasMoney } from "#domain/document.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { creditedQuantities, leftToConvert } from "#store/conversions.ts";
import { documentActions, historyOf } from "#store/document-history.ts";
import { countByStatus, listDocuments } from "#store/document-list.ts";
import { isIssued, readDocuments } from "#store/documents.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { AmountShape, Day, DocumentKindShape, Instant } from "#api/shapes.ts";
import { atDesk, documentPage } from "./document-page.ts";
import { DocumentPageShape, DocumentRowShape, DocumentStatusShape, PaymentStateShape } from "./document-shapes.ts";

export const DocumentPlace = z.object({ documentId: z.uuid() });

const oneOrMore = <S extends z.ZodType>(shape: S) => z.union([shape, z.array(shape).min(1)]).optional();
const many = <T extends string>(given: T | T[] | undefined): T[] | undefined =>
  typeof given === "string" ? [given] : given;

const Cursor = z
  .string()
  .refine((text) => {
    const [day = "", id] = text.split(/~(.*)/s);
    return /^[129]/.test(day) && z.iso.date().safeParse(day).success && z.uuid().safeParse(id).success;
  }, textLater("given.cursor"))
  .meta({ description: "`next` of the previous page" });

export const listDocumentsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents",
  summary: "Documents with what is paid, credited and open, newest first; drafts without a day on top",
  permission: "documents.read",
  query: z.object({
    kind: oneOrMore(DocumentKindShape).meta({ description: "May be given more than once" }),
    status: oneOrMore(DocumentStatusShape).meta({ description: "May be given more than once" }),
    payment: oneOrMore(PaymentStateShape).meta({ description: "May be given more than once" }),
    q: z.string().max(200).optional().meta({
      description:
        "The beginning of a number or order number, a name of a customer, an amount, or a payment reference with or without +++",
    }),
    buyerId: z.uuid().optional(),
    from: Day.optional(),
    to: Day.optional(),
    counts: z.enum(["true", "false"]).default("false").meta({ description: "Count per status too, over all pages" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: Cursor.optional(),
  }),
  answer: z.object({
    items: z.array(DocumentRowShape),
    next: z.string().nullable(),
    counts: z.record(z.string(), z.int()).nullable().meta({
      description: "Documents per status that fit the filter, whatever status it asks for; null when not asked for",
    }),
  }),
  errors: [],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, today }) => {
      const { kind, status, payment, after, counts, ...filter } = call.query;
      const [issueDate = "", id = ""] = after?.split("~") ?? [];
      const query = {
        ...filter,
        kinds: many(kind),
        statuses: many(status),
        payments: many(payment),
        after: after === undefined ? undefined : { issueDate, id },
        today,
      };
      const items = await listDocuments(trx, administration.id, query);
      const last = items.at(-1);
      return {
        items,
        next: last === undefined || items.length < filter.limit ? null : `${last.listedOn}~${last.id}`,
        counts: counts === "true" ? await countByStatus(trx, administration.id, query) : null,
      };
    }),
});

export const getDocumentEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId",
  summary: "One document, whole: with its sums, the documents it came from and went into, and what may be done with it",
  permission: "documents.read",
  params: DocumentPlace,
  answer: DocumentPageShape,
  errors: ["request.not_found"],
  handle: (context, call) => atDesk(context, call, (desk) => documentPage(desk, call.params.documentId)),
});

export const getDocumentHistoryEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/history",
  summary: "What happened to a document and by whom, oldest first; null is the hub itself",
  permission: "documents.read",
  params: DocumentPlace,
  answer: z.object({
    items: z.array(
      z.object({
        at: Instant,
        actor: z.string().nullable(),
        action: z.enum([...documentActions, "mailed", "paid"]),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration }) => {
      const items = await historyOf(trx, administration.id, call.params.documentId);
      if (items.length === 0) throw new RequestRefused("request.not_found", "There is no such document");
      return { items: items.map(({ at, actor, action, data }) => ({ at, actor, action, data: { ...data } })) };
    }),
});

export const getDocumentLeftEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/left",
  summary: "How much of each line is left to become another kind of document: to deliver, to invoice, to credit",
  permission: "documents.read",
  params: DocumentPlace,
  query: z.object({ kind: DocumentKindShape }),
  answer: z.object({
    lines: z.array(z.object({ position: z.int(), quantity: AmountShape, left: AmountShape })),
    amount: AmountShape.nullable().meta({ description: "With VAT; only for credits" }),
  }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration }) => {
      const id = call.params.documentId;
      const [document] = await readDocuments(trx, administration.id, { ids: [id], limit: 1 });
      if (document === undefined) throw new RequestRefused("request.not_found", "There is no such document");
      const own = document.lines.filter(hasMoney);
      if (call.query.kind !== "creditNote") {
        const left = await leftToConvert(trx, administration.id, id, call.query.kind);
        const lines = left.filter(({ position }) => own.some((line) => line.position === position));
        return {
          lines: lines.map((line) => ({
            position: line.position,
            quantity: String(line.quantity),
            left: String(line.left),
          })),
          amount: null,
        };
      }
      const notes = await readDocuments(trx, administration.id, { precedingDocumentId: id, limit: 10_000 });
      const before = await creditedQuantities(trx, administration.id, id);
      const open = leftToCredit({ invoice: document, credited: notes.filter(isIssued) });
      return {
        lines: own.map(({ position, quantity }) => ({
          position,
          quantity: String(quantity),
          left: String(subtract(quantity, before.get(position) ?? zero)),
        })),
        amount: String(open),
      };
    }),
});

export const listDocumentKindsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/document-kinds",
  summary: "Every kind of document: its name in the asked language, its series and what it may be made into",
  permission: "documents.read",
  answer: z.object({
    items: z.array(
      z.object({
        kind: DocumentKindShape,
        name: z.string(),
        side: z.enum(["sale", "purchase"]),
        series: z.string(),
        convertsTo: z.array(DocumentKindShape),
        mayBeDraft: z.boolean(),
        mayGoOverPeppol: z.boolean(),
        mayBeEntered: z.boolean().meta({ description: "A person may start one" }),
      }),
    ),
  }),
  errors: [],
  handle: (context, call) =>
    atDesk(context, call, async ({ reader }) => ({
      items: documentKindCodes.map((kind) => {
        const { side, series, convertsTo, mayBeDraft, mayGoOverPeppol } = documentKinds[kind];
        return {
          kind,
          name: nameOfKind(kind, reader.language, reader.country),
          side,
          series,
          convertsTo: [...convertsTo],
          mayBeDraft,
          mayGoOverPeppol,
          mayBeEntered: isEnteredKind(kind),
        };
      }),
    })),
});
