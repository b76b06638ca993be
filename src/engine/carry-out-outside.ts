import { asHubError, remedyFor, type HubError } from "#domain/error.ts";
import { normaliseEmail } from "#domain/party.ts";
import { bookedOf, carryOut } from "#flows/shop-orders/book-orders.ts";
import type { Booked, BookingContext, Work } from "#flows/shop-orders/booking.ts";
import type { OrderTarget } from "#flows/shop-orders/order-target.ts";

export interface CarriedOut {
  readonly booked: readonly Booked[];
  /** What concerns one order. */
  readonly failed: readonly { readonly externalId: string; readonly error: HubError }[];
  /** What keeps the whole target from answering, and the orders that wait for it; null when it answers. */
  readonly blocked: { readonly error: HubError; readonly externalIds: readonly string[] } | null;
}

/** Every other order would fail the same way. What became of a lost answer, or of a record that somebody else holds, is the order's own matter. */
const isOfConnection = ({ code }: HubError): boolean =>
  code === "remote.unavailable" ||
  code === "remote.rate_limited" ||
  ["reconnect", "configure"].includes(remedyFor(code));

/**
 * Carries orders out in an outside package, each alone. Orders of one buyer follow each other, so that a new one is made once
 * and not waited for; `buyersAtOnce` of them go side by side. Throws when the hub stops; what was done by then is kept, and found again.
 */
export async function carryOutOutside(
  context: BookingContext,
  target: OrderTarget,
  work: readonly Work[],
  buyersAtOnce: number,
  signal: AbortSignal,
): Promise<CarriedOut> {
  const booked: Booked[] = [];
  const failed: { externalId: string; error: HubError }[] = [];
  const waiting: string[] = [];
  let blockedBy: HubError | null = null;

  const carry = async (w: Work): Promise<void> => {
    const externalId = w.reading.order.id;
    if (blockedBy !== null) return void waiting.push(externalId);
    try {
      await carryOut(context, target, [w]);
      booked.push(bookedOf(w));
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = asHubError(thrown);
      if (!isOfConnection(error)) return void failed.push({ externalId, error });
      blockedBy = error;
      waiting.push(externalId);
    }
  };

  const buyers = Map.groupBy(work, ({ reading: { order } }) => normaliseEmail(order.buyer.email) || order.buyer.name);
  const queue = [...buyers.values()];
  const lane = async (): Promise<void> => {
    for (let orders = queue.shift(); orders !== undefined; orders = queue.shift()) {
      for (const w of orders) await carry(w);
    }
  };
  await Promise.all(Array.from({ length: buyersAtOnce }, lane));
  return { booked, failed, blocked: blockedBy === null ? null : { error: blockedBy, externalIds: waiting } };
}
