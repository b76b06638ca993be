import { mayBeSendingSeconds } from "#connect/once.ts";
import { closeOrderAlarms } from "./order-alarms.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { clearAttempts, finishEffect, lockEffect } from "#store/effects.ts";
import type { MasterKey } from "#store/keys.ts";
import { lockSending, orderEffectKey, sendingsOf, settleSending } from "#store/purchase-sendings.ts";

/** What a person found at the supplier. */
export type FoundOrder = { readonly isThere: false } | { readonly isThere: true; readonly number: string };

/**
 * A person says whether an order of which the answer was lost is at its supplier. `known`: it is known already what came of it, or it may be on
 * its way this moment. What is not there may be sent again, under the same key.
 */
export async function settleOrder(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  place: { readonly documentId: string; readonly sendingId: string },
  found: FoundOrder,
  actor: string,
): Promise<"settled" | "known" | "absent"> {
  const { documentId, sendingId } = place;
  const named = (await sendingsOf(trx, administrationId, documentId)).find(({ id }) => id === sendingId);
  if (named === undefined) return "absent";
  const key = orderEffectKey(named);
  // The effect before the sending, as whoever sends does.
  const effect = await lockEffect(trx, administrationId, key);
  const sending = await lockSending(trx, administrationId, sendingId);
  if (sending?.channel !== "service" || sending.state !== "unknown") return "known";
  const mayBeUnderWay =
    effect?.state === "intent" && effect.secondsSinceLast !== null && effect.secondsSinceLast < mayBeSendingSeconds;
  if (effect === null || effect.state === "done" || mayBeUnderWay) return "known";
  if (found.isThere) {
    const made = { id: found.number, number: found.number };
    if ((await finishEffect(trx, master, administrationId, key, made)) === undefined) return "known";
  } else if (!(await clearAttempts(trx, administrationId, key, null))) return "known";
  await closeOrderAlarms(trx, administrationId, sending.connectionId ?? "", documentId);
  await settleSending(trx, administrationId, sendingId, found, actor);
  const data = { isThere: found.isThere, reference: found.isThere ? found.number : "" };
  await recordHistory(trx, administrationId, documentId, actor, "settled", data);
  return "settled";
}
