import { once } from "#connect/once.ts";
import { asHubError, HubError, remedyFor } from "#domain/error.ts";
import { supplierOrderOf } from "#domain/supplier/order-of-document.ts";
import { SupplierOrderAnswer } from "#domain/supplier/supplier-order.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, isPassingDatabaseError, type Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { isIssued, readDocuments } from "#store/documents.ts";
import { begunEffects } from "#store/effects.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { newId } from "#store/new-id.ts";
import { moveStatus } from "#store/purchase-orders.ts";
import {
  answerSending,
  beginSending,
  dueSending,
  failSending,
  orderEffectKey,
  type Sending,
} from "#store/purchase-sendings.ts";
import { insertRun } from "#store/runs.ts";
import { effectBook, type Afterwards } from "./effect-book.ts";
import { closeOrderAlarms, raiseOrderAlarm } from "./order-alarms.ts";
import type { EngineOptions } from "./options.ts";
import { isOutOfTime, nextAttempt } from "./retry.ts";
import type { OpenSession, Sessions } from "./session.ts";

/**
 * Sends the order that waits longest to its supplier, or asks after one whose answer was lost. It goes through `once`, so whoever dies at
 * whatever moment, another node goes on with what is known: the supplier has it once. What comes of it is written in the transaction in which
 * the effect is done. False when there is nothing to do now.
 */
export async function stepSending(
  options: EngineOptions,
  sessions: Sessions,
  administrationId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, now, log } = options;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const sending = await within((trx) => dueSending(trx, administrationId));
  if (sending === null) return false;
  const startedAt = now().toString();
  let open: OpenSession | null = null;
  try {
    open = await within(async (trx) => {
      await beginSending(trx, administrationId, sending.id);
      const connection = await readConnection(trx, administrationId, sending.connectionId ?? "");
      if (connection === null) throw new HubError("settings.invalid", "The connection is gone");
      return sessions.open(trx, connection, signal);
    });
    await send(options, open, administrationId, sending);
  } catch (thrown) {
    // A database that is away for a moment is no answer of the supplier: the next look goes on where this one stopped.
    if (signal.aborted || isPassingDatabaseError(thrown)) throw thrown;
    const error = asHubError(thrown);
    log.warn({ sending: sending.id, code: error.code }, `Purchase order: ${error.message}`);
    await within((trx) => keepFailure(trx, administrationId, sending, error, now()));
  }
  const { exchanges, connection } = open ?? { exchanges: [], connection: null };
  if (connection !== null && exchanges.length > 0)
    await within(async (trx) => {
      const runId = newId();
      const place = { administrationId, connectionId: connection.id };
      await insertRun(trx, { ...place, id: runId, couplingId: null, flow: "purchaseOrders", startedAt, counts: {} });
      const kept = exchanges.map((exchange) => ({ ...exchange, ...place, id: newId(), runId }));
      await insertExchanges(trx, kept);
    });
  return true;
}

async function send(
  { store }: EngineOptions,
  open: OpenSession,
  administrationId: string,
  sending: Sending,
): Promise<void> {
  const { documentId, orderEdition } = sending;
  const document = await inAdministration(store.app, administrationId, async (trx) => {
    const [read] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
    return read;
  });
  if (document === undefined || !isIssued(document))
    throw new HubError("document.invalid", "The purchase order is no longer there");
  const place = { administrationId, connectionId: open.connection.id };
  const key = orderEffectKey(sending);
  const afterwards: Afterwards = (trx, made) => keepAnswer(trx, administrationId, sending, open, made);
  // An order that was placed before a backup was put back may have been sent by the hub that is gone: it is looked for first.
  const book = effectBook(store, place, afterwards, document.createdAt);
  const order = supplierOrderOf(document, orderEdition);
  const input = { order };
  const made = await once(book, open, { key, operation: "purchaseOrders.send", input, mark: sending.fingerprint });
  // It was made before, and its own transaction said so; or it was not, by a hub that was put back from a backup.
  if (made.output === null)
    await inAdministration(store.app, administrationId, (trx) =>
      keepAnswer(trx, administrationId, sending, open, made),
    );
}

/** The supplier has it. One that says that it fills a basket only has no order yet. */
async function keepAnswer(
  trx: Transaction,
  administrationId: string,
  { id, documentId }: Sending,
  { connection }: Pick<OpenSession, "connection">,
  { id: remoteId, number, output }: { readonly id: string; readonly number: string; readonly output?: unknown },
): Promise<void> {
  const told = SupplierOrderAnswer.safeParse(output);
  const answer = told.success ? told.data : SupplierOrderAnswer.parse({ id: remoteId, number, status: "accepted" });
  if (!(await answerSending(trx, administrationId, id, answer))) return;
  await closeOrderAlarms(trx, administrationId, connection.id, documentId);
  if (answer.status !== "basketOnly") await moveStatus(trx, administrationId, documentId, ["placed"], "confirmed");
  const data = { answer: answer.status, reference: answer.number };
  await recordHistory(trx, administrationId, documentId, connection.name, "answered", data);
}

/**
 * What became of an order that was not accepted. Nothing was ever under way: it is tried again where that helps, else it is refused, and may be
 * sent anew. It may be there: it is asked after as soon as it may be, or held for a person.
 */
async function keepFailure(
  trx: Transaction,
  administrationId: string,
  sending: Sending,
  error: HubError,
  now: Temporal.Instant,
): Promise<void> {
  const key = orderEffectKey(sending);
  const isBegun = (await begunEffects(trx, administrationId, [key])).has(key);
  const { code, message: text, retryAfterMs } = error;
  const again = nextAttempt(now, sending.failures + 1, undefined).toString();
  const isOver = isOutOfTime(now, sending.requestedAt);
  if (isBegun) {
    const asksPerson = error.asksPerson || isOver;
    const at = retryAfterMs === undefined ? again : now.add({ milliseconds: Math.ceil(retryAfterMs) }).toString();
    // Somebody else may be sending it this very moment: it is not unknown before that must have ended.
    const state = code === "remote.conflict" && sending.state !== "unknown" ? "sending" : "unknown";
    const nextAt = asksPerson ? null : at;
    if (asksPerson) await alarm(trx, administrationId, sending, "purchaseUnknown", text);
    return failSending(trx, administrationId, sending.id, { state, code, text, asksPerson, nextAt });
  }
  const goesOn = remedyFor(code) === "retry" && !isOver && !error.asksPerson;
  const nextAt = goesOn ? nextAttempt(now, sending.failures + 1, retryAfterMs).toString() : null;
  const state = goesOn ? "queued" : "refused";
  if (!goesOn) await alarm(trx, administrationId, sending, "purchaseRefused", text);
  return failSending(trx, administrationId, sending.id, { state, code, text, asksPerson: false, nextAt });
}

/** Whoever asked for it may have left the screen by now. */
const alarm = (
  trx: Transaction,
  administrationId: string,
  { connectionId, documentId }: Sending,
  kind: "purchaseUnknown" | "purchaseRefused",
  text: string,
): Promise<void> =>
  raiseOrderAlarm(trx, administrationId, { connectionId: connectionId ?? "", documentId, kind, text });
