import { z } from "zod";
import { text } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { eventsOf } from "#store/events.ts";
import { neighboursOf, type OrderFilter, type OrderRow } from "#store/orders.ts";
import { outsideDocumentsOf } from "#store/outside-documents.ts";
import { deliveriesOf, exchangesOfRuns, paymentsOf, sendingsOf } from "#store/order-trace.ts";
import { eventMessage } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, documentOf, DocumentKindShape, DocumentShape, Instant, OrderShape } from "#api/shapes.ts";
import type { DocumentLinks } from "./document-links.ts";
import { amountsOf, AmountsShape } from "./amounts.ts";
import { orderOf } from "./order-of.ts";
import { StepShape, storyOf } from "./story.ts";

const Neighbour = z.object({ connectionId: z.string(), orderId: z.string() }).nullable();

export const OrderPage = z.object({
  order: OrderShape,
  customer: z
    .object({
      name: z.string(),
      contactName: z.string(),
      email: z.string(),
      phone: z.string(),
      vatIdentifier: z.string(),
      cityName: z.string(),
      countryCode: z.string(),
      partyId: z.string().nullable().meta({ description: "The contact it became; null before there is a document" }),
    })
    .nullable()
    .meta({ description: "Null while the order was never read" }),
  paymentMethod: z.string(),
  note: z.string(),
  amounts: AmountsShape.nullable(),
  documents: z.array(DocumentShape),
  outsideDocuments: z
    .array(
      z.object({
        id: z.string(),
        kind: DocumentKindShape,
        number: z.string(),
        issueDate: z.string(),
        currency: z.string(),
        totalAmount: AmountShape,
        system: z.string(),
        url: z
          .string()
          .nullable()
          .meta({ description: "Where people see it in that package; null when it has no such address" }),
      }),
    )
    .meta({ description: "Made in an outside package" }),
  story: z.array(StepShape),
  couplingId: z.string().nullable(),
  previous: Neighbour.meta({ description: "Above it in the list that the query narrows" }),
  next: Neighbour,
  events: z.array(
    z.object({
      at: Instant,
      level: z.enum(["info", "warning", "error"]),
      code: z.string(),
      message: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** Everything about one order, as its page shows it. */
export async function orderPage(
  trx: Transaction,
  administrationId: string,
  row: OrderRow,
  filter: OrderFilter,
  reader: Reader,
  linkTo: DocumentLinks,
): Promise<z.input<typeof OrderPage>> {
  const { connectionId, externalId } = row;
  const place = { administrationId, connectionId, externalId };
  const documents = (
    await readDocuments(trx, administrationId, { connectionId, sourceOrderIds: [externalId], limit: 100 })
  ).toReversed();
  const outside = await outsideDocumentsOf(trx, administrationId, connectionId, [externalId]);
  const events = await eventsOf(trx, administrationId, connectionId, externalId);
  const runIds = [...new Set(events.flatMap(({ runId }) => runId ?? []))];
  const documentIds = documents.map(({ id }) => id);
  const coupling = await couplingOfConnection(trx, administrationId, connectionId);
  const story = storyOf(
    {
      row,
      events,
      coupling,
      deliveries: await deliveriesOf(trx, place),
      exchanges: await exchangesOfRuns(trx, administrationId, runIds),
      sendings: await sendingsOf(trx, administrationId, documentIds),
      payments: await paymentsOf(trx, administrationId, documentIds),
    },
    reader,
  );
  const partyId = documents.find(({ buyerId }) => buyerId !== null && buyerId !== "")?.buyerId ?? null;
  return {
    order: orderOf(row, reader),
    customer: row.source === null ? null : { ...row.source.customer, partyId },
    paymentMethod: row.source?.paymentMethod ?? "",
    note: row.source?.note ?? "",
    amounts: amountsOf(row, documents),
    documents: documents.map(documentOf),
    outsideDocuments: outside.toReversed().map((made) => {
      const { id, number, issueDate, totalAmount, currency } = made;
      const kind = made.kind as DocumentKind;
      const facts = { id, kind, number, issueDate, currency, totalAmount: text(totalAmount) };
      return { ...facts, system: reader.systemOf(made.connectionId), url: linkTo(made) };
    }),
    story,
    couplingId: coupling?.id ?? null,
    ...(await neighboursOf(trx, administrationId, filter, row)),
    events: events.map(({ at, level, code, data }) => ({
      at,
      level: level as "info",
      code,
      message: eventMessage({ code, data }, row, reader),
      data: { ...data },
    })),
  };
}
