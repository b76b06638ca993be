import { isPositive, text } from "#domain/amount.ts";
import { raiseAlarm } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf } from "#store/document-balance.ts";
import type { BookedPayment } from "#store/payments.ts";

/** Says that more came in than was open: paid twice, or too much. A person decides where it belongs. */
export async function tellUnallocated(
  trx: Transaction,
  administrationId: string,
  booked: readonly BookedPayment[],
): Promise<void> {
  const left = booked.filter(({ remainder }) => isPositive(remainder));
  const documents = new Map(
    (
      await balancesOf(
        trx,
        left.map(({ documentId }) => documentId),
      )
    ).map((one) => [one.documentId, one]),
  );
  for (const { documentId, remainder } of left) {
    const document = documents.get(documentId);
    if (document === undefined) continue;
    await raiseAlarm(trx, {
      administrationId,
      kind: "paymentUnallocated",
      subject: `${documentId} ${document.number}`,
      text: `${text(remainder)} ${document.currency} is for no document`,
    });
  }
}
