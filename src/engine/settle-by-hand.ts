import { mayBeSendingSeconds } from "#connect/once.ts";
import type { Transaction } from "#store/database.ts";
import { clearAttempts, finishEffect, lockEffect, type KnownEffect } from "#store/effects.ts";
import type { MasterKey } from "#store/keys.ts";
import { keepDocument } from "./outside-target.ts";

/** What a person found at the other side. */
export type Found =
  { readonly isThere: false } | { readonly isThere: true; readonly id: string; readonly number: string };

/**
 * A person says what came of a create whose answer was lost, where nobody else can find out. Returns false when it is not unknown any more.
 * What is not there is sent again as it is now.
 */
export async function settleByHand(
  trx: Transaction,
  master: MasterKey,
  place: {
    readonly administrationId: string;
    readonly couplingId: string;
    readonly sourceConnectionId: string;
    readonly keepsContent: boolean;
  },
  key: string,
  found: Found,
): Promise<boolean> {
  const { administrationId } = place;
  const effect = await lockEffect(trx, administrationId, key);
  if (effect === null || effect.connectionId === null || !isUncertain(effect)) return false;
  if (!found.isThere) return clearAttempts(trx, administrationId, key, null);
  const sent = await finishEffect(trx, master, administrationId, key, found);
  if (sent === undefined || sent === null) return false;
  if (effect.operation === "documents.create")
    await keepDocument(trx, { ...place, connectionId: effect.connectionId }, key, found, sent);
  return true;
}

/** What was settled a moment ago may be on its way again: a second press must not set that aside. */
const isUncertain = ({ state, secondsSinceLast }: KnownEffect): boolean =>
  state === "unknown" || (state === "intent" && secondsSinceLast !== null && secondsSinceLast >= mayBeSendingSeconds);
