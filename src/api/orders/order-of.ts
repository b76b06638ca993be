import type { z } from "zod";
import type { OrderRow } from "#store/orders.ts";
import { reasonMessage, systemOf, whoMessage } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";
import type { OrderShape } from "#api/shapes.ts";

type Order = z.input<typeof OrderShape>;

/** An order as the API shows it in lists and on its page. */
export const orderOf = (row: OrderRow, reader: Reader): Order => ({
  connectionId: row.connectionId,
  orderId: row.externalId,
  number: row.number,
  status: row.status,
  outcome: row.outcome,
  reason:
    row.reasonCode === null
      ? null
      : {
          code: row.reasonCode,
          text: row.reasonText,
          message: reasonMessage(row, reader),
          system: systemOf(row, reader),
          who: whoMessage(row, reader),
          details: { ...row.reasonDetails },
        },
  currency: row.currency,
  total: row.total,
  tieOut: row.tieOut as Order["tieOut"],
  placedAt: row.placedAt,
  heardAt: row.heardAt,
  decidedAt: row.decidedAt,
  changedAfterIssueAt: row.driftedAt,
  nextAttemptAt: row.nextAttemptAt,
  connectionName: reader.systemOf(row.connectionId),
  orderedAt: row.orderedAt,
  customer: { name: row.customerName, email: row.customerEmail },
  documents: row.documents.map(({ connectionId, ...document }) => ({
    ...document,
    system: connectionId === null ? null : reader.systemOf(connectionId),
    kind: document.kind as Order["documents"][number]["kind"],
  })),
  payment: row.payment,
  cause: row.cause,
});
