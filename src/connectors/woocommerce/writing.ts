import { equals, round, text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";

/** A host ends a request of its own after half a minute or so [inferred]; what is made later than that is not. */
export const writesEndAfterSeconds = 60;

export const isRecordId = (id: string): boolean => /^\d{1,15}$/.test(id);

/** Throws `document.invalid` for an id that is no record's: in an address it would name something else. */
export function recordId(id: string): string {
  if (isRecordId(id)) return id;
  throw new HubError("document.invalid", `${id} is not the id of a record of WooCommerce`);
}

/** Throws `document.invalid` for a quantity that the shop has no room for: it counts in whole units. */
export function wholeUnits(quantity: Amount): number {
  const whole = round(quantity, 0);
  if (!equals(whole, quantity))
    throw new HubError("document.invalid", `WooCommerce counts in whole units, not ${quantity}`);
  return Number(text(whole));
}
