import { isNegative, isZero, subtract } from "#domain/amount.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { moveStatus, ordersOfReceipt, receivedLines } from "#store/purchase-orders.ts";

/** After a receipt was made final: an order of which everything came in is received. The caller holds the locks of its orders. */
export async function followReceipt(
  trx: Transaction,
  administrationId: string,
  receiptId: string,
  receiptNumber: string,
  actor: string,
): Promise<void> {
  const orders = await ordersOfReceipt(trx, administrationId, receiptId);
  for (const id of orders) {
    const lines = await receivedLines(trx, administrationId, id);
    const isWhole = lines.every(({ quantity, received }) => {
      const left = subtract(quantity, received);
      return isZero(left) || isNegative(left);
    });
    const data = { id: receiptId, number: receiptNumber, isWhole };
    await recordHistory(trx, administrationId, id, actor, "received", data);
    if (isWhole) await moveStatus(trx, administrationId, id, ["placed", "confirmed"], "received");
  }
}
