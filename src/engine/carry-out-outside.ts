import { asHubError, remedyFor, type HubError } from "#domain/error.ts";
import { normaliseEmail } from "#domain/party.ts";
import { bookedOf, carryOut, takeOver } from "#flows/shop-orders/book-orders.ts";
import type { BegunDocument, Booked, BookingContext, Work } from "#flows/shop-orders/booking.ts";
import type { OrderTarget } from "#flows/shop-orders/order-target.ts";

export interface CarriedOut {
  readonly booked: readonly Booked[];
  /** Orders that their shop has no more, and the document that is there of each. */
  readonly gone: readonly { readonly externalId: string; readonly made: BegunDocument | null }[];
  /** What concerns one order. */
  readonly failed: readonly { readonly externalId: string; readonly error: HubError }[];
  /** What keeps the whole target from answering, and the orders that wait for it; null when it answers. */
  readonly blocked: { readonly error: HubError; readonly externalIds: readonly string[] } | null;
}

/** What is to be found out before anything is made of an order, or it is left alone. */
export interface Begun {
  /** Finds out what came of the documents of this order that were begun: the one that is there. */
  readonly find: (orderId: string) => Promise<BegunDocument | null>;
  /** Orders that their shop has no more. */
  readonly gone: readonly string[];
}

/** Every other order would fail the same way. What became of a lost answer, or of a record that somebody else holds, is the order's own matter. */
const isOfConnection = ({ code }: HubError): boolean =>
  code === "remote.unavailable" ||
  code === "remote.rate_limited" ||
  ["reconnect", "configure"].includes(remedyFor(code));

/**
 * Carries orders out in an outside package, each alone. Orders of one buyer follow each other, so that a new one is made once
 * and not waited for; `buyersAtOnce` of them go side by side. What was begun before under another kind, or of an order that is to be left
 * alone now, is found out first. Throws when the hub stops; what was done by then is kept, and found again.
 */
export async function carryOutOutside(
  context: BookingContext,
  target: OrderTarget,
  work: readonly Work[],
  begun: Begun,
  buyersAtOnce: number,
  signal: AbortSignal,
): Promise<CarriedOut> {
  const booked: Booked[] = [];
  const gone: CarriedOut["gone"][number][] = [];
  const failed: { externalId: string; error: HubError }[] = [];
  const waiting: string[] = [];
  let blockedBy: HubError | null = null;

  const alone = async (externalId: string, act: () => Promise<void>): Promise<void> => {
    if (blockedBy !== null) return void waiting.push(externalId);
    try {
      await act();
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = asHubError(thrown);
      if (!isOfConnection(error)) return void failed.push({ externalId, error });
      blockedBy = error;
      waiting.push(externalId);
    }
  };
  const carry = async (w: Work): Promise<void> => {
    const made = await begun.find(w.reading.order.id);
    if (made !== null) takeOver(w, made);
    const isLeftAlone = w.made === null && w.decision.kind === "none" && w.known.outcome !== "documented";
    if (!isLeftAlone) await carryOut(context, target, [w]);
    booked.push(bookedOf(w));
  };

  const queue = byBuyer(work);
  const lane = async (): Promise<void> => {
    for (let orders = queue.shift(); orders !== undefined; orders = queue.shift()) {
      for (const w of orders) await alone(w.reading.order.id, () => carry(w));
    }
  };
  await Promise.all(Array.from({ length: buyersAtOnce }, lane));
  for (const externalId of begun.gone)
    await alone(externalId, async () => void gone.push({ externalId, made: await begun.find(externalId) }));
  return { booked, gone, failed, blocked: blockedBy === null ? null : { error: blockedBy, externalIds: waiting } };
}

/** Orders of one address or of one VAT number together, also where one order has the address of the one and the number of the other. */
function byBuyer(work: readonly Work[]): Work[][] {
  const groups = new Map<string, Work[]>();
  for (const w of work) {
    const joined = [...new Set(namesOf(w).flatMap((name) => groups.get(name) ?? [])), w];
    for (const name of joined.flatMap(namesOf)) groups.set(name, joined);
  }
  return [...new Set(groups.values())];
}

const namesOf = ({ reading: { order } }: Work): string[] => {
  const { email, name, vatIdentifier } = order.buyer;
  return [normaliseEmail(email) || name, ...(vatIdentifier === "" ? [] : [`VAT ${vatIdentifier}`])];
};
