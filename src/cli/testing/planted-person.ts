// Over 300 lines because it plants one person in every table that may hold one.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { createBuyers } from "#backoffice/buyers.ts";
import { issueDocuments } from "#backoffice/issue-documents.ts";
import { buyer, draftFor, orderOf } from "#backoffice/testing/document-orders.ts";
import { readAdministration } from "#store/administrations.ts";
import { raiseAlarm } from "#store/alarms.ts";
import { appendAudit } from "#store/audit.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertDeliveries, settleDeliveries } from "#store/deliveries.ts";
import { beginAttempt, lockOutsideEffect } from "#store/effects.ts";
import { insertEvents } from "#store/events.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { lockInbox, settleInbox } from "#store/inbox.ts";
import { newId } from "#store/new-id.ts";
import { insertMails } from "#store/outbox.ts";
import { insertOutsideDocument } from "#store/outside-documents.ts";
import { insertRun } from "#store/runs.ts";
import type { Store } from "#store/store.ts";
import { insertUser } from "#store/users.ts";

export interface PlantedPerson {
  readonly email: string;
  readonly name: string;
  readonly phone: string;
}

/** Texts by which a search finds whatever is left of somebody. */
export const wordsOf = ({ email, name, phone }: PlantedPerson): string[] => [email, name, phone];

export interface PlantedCompany {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly couplingId: string;
}

/** A company with a shop, without anything that listens: rows as the hub leaves them. */
export async function plantCompany({ app }: Store): Promise<PlantedCompany> {
  const [administrationId, connectionId, couplingId] = [randomUUID(), randomUUID(), randomUUID()];
  await inAdministration(app, administrationId, async (trx) => {
    await sql`insert into administrations (id, name, country, language, time_zone, vat_identifier, address)
      values (${administrationId}, 'Testwinkel De Molen', 'BE', 'nl', 'Europe/Brussels', 'BE0765432146',
        '{"name":"","streetName":"Molenstraat 12","additionalStreetName":"","cityName":"Gent","postalZone":"9000","countrySubentity":"","countryCode":"BE"}')`.execute(
      trx,
    );
    await sql`insert into connections (id, administration_id, connector, name, account_key, hook_key, sealed_hook_secret)
      values (${connectionId}, ${administrationId}, 'woocommerce', 'Webshop', 'a', ${randomUUID()}, '\\x01')`.execute(
      trx,
    );
    await sql`insert into couplings (id, administration_id, kind, source_connection_id)
      values (${couplingId}, ${administrationId}, 'shopOrders', ${connectionId})`.execute(trx);
  });
  return { administrationId, connectionId, couplingId };
}

/** What a supplier wrote of whom goods are for: in a basket, in what came from a webshop a second time, and on a delivery note. */
async function plantAtSupplier(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  { email, name, phone }: PlantedPerson,
  order: string,
): Promise<void> {
  const [entryId, basketId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const line = {
    ...{ lineId: "1", suppliersItemIdentifier: "L-9W", description: "Lamp", quantity: "1", unitCode: "C62" },
    note: `Voor ${name}`,
  };
  await sql`insert into supplier_entries (administration_id, id, function, connector, connection_id, alias, position, changed_by)
    values (${administrationId}, ${entryId}, 'basket', 'oci', ${connectionId}, ${`Login ${order}`}, 1, 'An')`.execute(
    trx,
  );
  await sql`insert into supplier_baskets (administration_id, id, entry_id, connection_id, alias, fetched_by, source, currency, content_hash, state, raw,
      remarks) values (${administrationId}, ${basketId}, ${entryId}, ${connectionId}, 'Login', 'An', 'punchout', 'EUR', '\\x01', 'staged',
      ${Buffer.from(`NEW_ITEM-CUSTFIELD1[1]=${encodeURIComponent(email)}`)}::bytea, ${JSON.stringify([{ line: "1", reason: name }])}::jsonb)`.execute(
    trx,
  );
  await sql`insert into supplier_basket_lines (administration_id, basket_id, position, as_read, match, is_ticked, quantity, unit_code)
    values (${administrationId}, ${basketId}, 1, ${JSON.stringify(line)}::jsonb, 'none', true, 1, 'C62'),
      (${administrationId}, ${basketId}, 2, ${JSON.stringify({ ...line, note: "" })}::jsonb, 'none', true, 1, 'C62')`.execute(
    trx,
  );
  await sql`insert into punchout_sessions (administration_id, id, entry_id, connection_id, opened_by, token_hash, opened_at, expires_at)
    values (${administrationId}, ${sessionId}, ${entryId}, ${connectionId}, 'An', ${Buffer.from(sessionId)}::bytea, now(), now())`.execute(
    trx,
  );
  await sql`insert into punchout_attempts (administration_id, session_id, number, at, content_type, body)
    values (${administrationId}, ${sessionId}, 2, now(), 'text/plain', ${Buffer.from(`tel ${phone}`)}::bytea)`.execute(
    trx,
  );
  const note = {
    kind: "deliveryNote",
    number: `LB-${order}`,
    ourReference: `Werf ${name}`,
    date: null,
    currency: "EUR",
    lines: [line],
  };
  await sql`insert into supplier_documents (administration_id, id, entry_id, connector, alias, supplier_key, source, kind, number, numbers, currency,
      line_count, content, content_hash, remarks, raw, file_name, fetched_by)
    values (${administrationId}, ${randomUUID()}, ${entryId}, 'upload', 'Login', 'omniterm', 'upload', 'deliveryNote', ${note.number}, '{}', 'EUR', 1,
      ${JSON.stringify(note)}::jsonb, '\\x01', '[]', ${Buffer.from(`<Name>${name}</Name>`)}::bytea, ${`${name}.xml`}, 'An')`.execute(
    trx,
  );
}

/** What went to and came from a trading partner about goods that are for somebody: where they go, whom to call, what people wrote. */
async function plantAtPartner(
  trx: Transaction,
  administrationId: string,
  { email, name, phone }: PlantedPerson,
  order: string,
): Promise<void> {
  const [relationId, messageId] = [randomUUID(), randomUUID()];
  await sql`insert into relations (administration_id, id, side, state_changed_by, own, expires_at, created_by, changed_by)
    values (${administrationId}, ${relationId}, 'initiator', 'An', '{}', now(), 'An', 'An')`.execute(trx);
  const party = { name: "Groothandel Peeters", contactName: name, phone, email };
  const asked = {
    ...{ id: `BB-${order}`, issueDate: "2026-11-20", currency: "EUR", note: `Voor ${name}`, customerReference: name },
    ...{ buyer: party, seller: { name: "Test" }, deliverTo: { address: { name, streetName: "Kade 5" }, phone, email } },
    lines: [{ lineId: "1", itemName: "Lamp", quantity: "1", unitCode: "C62", note: `Bel ${phone}` }],
  };
  const { deliverTo: _deliverTo, ...answer } = asked;
  const pending = {
    kind: "change",
    messageId,
    revision: 1,
    order: asked,
    reason: name,
    askedAt: "2026-11-20T10:00:00Z",
  };
  const problem = { code: "partner.unmatched", text: name };
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  await sql`insert into partner_orders (administration_id, id, relation_id, side, order_number, message_id, state, asked, pending, response, problem)
    values (${administrationId}, ${randomUUID()}, ${relationId}, 'buyer', ${asked.id}, ${messageId}, 'sent', ${json(asked)}, ${json(pending)},
      ${json({ ...answer, orderId: asked.id, code: "AP" })}, ${json(problem)})`.execute(trx);
  await sql`insert into relation_messages (administration_id, relation_id, way, message_id, seq, doc_type, business_id, mode, envelope, content,
      content_sha256, sha256, jws, state, next_attempt_at, expires_at, problem)
    values (${administrationId}, ${relationId}, 'out', ${messageId}, 1, 'order', ${asked.id}, 'live', ${json({ summary: name })},
      ${Buffer.from(`<cbc:Name>${name}</cbc:Name>`)}::bytea, ${Buffer.alloc(32)}::bytea, ${Buffer.alloc(32)}::bytea, 'x', 'queued', now(),
      now() + interval '7 days', ${json(problem)})`.execute(trx);
  await sql`insert into relation_events (administration_id, id, relation_id, step, text)
    values (${administrationId}, ${randomUUID()}, ${relationId}, 'refused', ${`1: ${name}`})`.execute(trx);
}

/** Everything the hub may come to know of a customer with one order, in every table that may hold it. `isIssued`: an invoice was issued as well. */
export async function plantPerson(
  store: Store,
  { administrationId, connectionId, couplingId }: PlantedCompany,
  person: PlantedPerson,
  order: string,
  { isIssued, outcome = "documented" }: { readonly isIssued: boolean; readonly outcome?: "documented" | "held" },
): Promise<void> {
  const { app, hub, key } = store;
  const { email, name, phone } = person;
  const body = JSON.stringify({ id: order, billing: { name, email, phone } });
  const delivery = { id: newId(), administrationId, connectionId, topic: "order.created", externalId: order };
  await insertDeliveries(hub, [
    { ...delivery, headers: { "x-from": email }, body: Buffer.from(body), state: "received", reason: "" },
  ]);
  const runId = newId();
  const documentIds = { issued: "", draft: randomUUID() };
  await inAdministration(app, administrationId, async (trx) => {
    const place = { administrationId, connectionId, kind: "order" as const };
    const administration = await readAdministration(trx, administrationId);
    if (administration === null) throw new Error("no company");
    const party = buyer({ name, email, phone });
    const { externalId: _, ...snapshot } = party;
    const [buyerId = ""] = await createBuyers(trx, administrationId, [party]);
    const fields = {
      buyer: snapshot,
      sourceOrderId: order,
      noteAboveLines: `Voor ${name}`,
      internalNote: `Bel ${phone}`,
    };
    if (isIssued) {
      const [issued] = await issueDocuments(
        trx,
        administration,
        [orderOf(draftFor(buyerId, fields), { connectionId, couplingId })],
        "2026-11-21",
      );
      documentIds.issued = issued?.id ?? "";
    }
    await sql`insert into documents (id, administration_id, kind, status, currency, line_extension_amount, allowance_total_amount,
        charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount, prepaid_amount, payable_rounding_amount, payable_amount,
        language, buyer_id, buyer, seller, note_above_lines, internal_note)
      values (${documentIds.draft}, ${administrationId}, 'quote', 'draft', 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 'nl', ${buyerId},
        ${JSON.stringify(snapshot)}::jsonb, '{}', ${`Voor ${name}`}, ${phone})`.execute(trx);
    await lockInbox(trx, place, [order]);
    await settleInbox(trx, place, Temporal.Now.instant().toString(), [
      {
        externalId: order,
        number: order,
        status: "processing",
        outcome,
        reasonCode: outcome === "held" ? "document.invalid" : null,
        reasonText: outcome === "held" ? `Het adres van ${name} is onvolledig` : "",
        reasonDetails: {},
        fingerprint: "f",
        documentedFingerprint: "",
        sourceModifiedAt: null,
        placedAt: "2026-11-20T10:00:00Z",
        currency: "EUR",
        total: "22.70",
        customerName: name,
        customerEmail: email,
        paidAt: null,
        source: {
          customer: { name, contactName: "", email, phone, vatIdentifier: "", cityName: "Brugge", countryCode: "BE" },
          paymentMethod: "",
          note: `Groeten, ${name}`,
          lines: [],
          vat: [],
        },
        tieOut: null,
        drifted: null,
        attempts: 0,
        firstFailedAt: null,
        nextAttemptAt: null,
      } as never,
    ]);
    await settleDeliveries(trx, administrationId, [delivery.id]);
    const event = { administrationId, runId, connectionId, externalId: order, level: "info" as const };
    await insertEvents(trx, [{ ...event, id: newId(), code: "document.mailed", data: { recipient: email, name } }]);
    await insertRun(trx, {
      id: runId,
      ...{ administrationId, couplingId, connectionId, flow: "shopOrders" },
      ...{ startedAt: Temporal.Now.instant().toString(), counts: { documented: 1 } },
    });
    const exchange = { id: newId(), administrationId, connectionId, runId, method: "GET", status: 200, elapsedMs: 1 };
    await insertExchanges(trx, [
      { ...exchange, url: `https://shop.example/orders?email=${encodeURIComponent(email)}`, answer: `[${body}]` },
    ]);
    await raiseAlarm(trx, {
      administrationId,
      kind: "mailFailed",
      subject: `mail ${order}`,
      text: `${name} <${email}>`,
    });
    const entry = { at: Temporal.Now.instant(), actor: "user:an", action: "party.save", subject: "party:1" };
    await appendAudit(trx, key, administrationId, { ...entry, details: { name, email } });
    const documentId = isIssued ? documentIds.issued : documentIds.draft;
    await insertMails(trx, administrationId, [
      {
        uniqueKey: `mail:${order}`,
        edition: 1,
        documentId,
        recipient: email,
        payload: { type: "plain", to: [email], subject: `Voor ${name}`, text: name, html: name },
        requestedBy: "An",
        messageId: null,
      },
    ]);
    await sql`update outbox set state = 'sent', sent_at = now(), reason_text = ${`250 ok <${email}>`}
      where administration_id = ${administrationId} and unique_key = ${`mail:${order}`}`.execute(trx);
    await sql`insert into sent_mails (administration_id, outbox_id, attempt, source_gzip, sha256)
      select administration_id, id, 1, ${gzipSync(`To: ${name} <${email}>`)}::bytea, 'x' from outbox
      where administration_id = ${administrationId} and unique_key = ${`mail:${order}`}`.execute(trx);
    await sql`insert into user_events (administration_id, id, at, actor, action, details)
      values (${administrationId}, ${newId()}, now(), ${name}, 'invited', ${JSON.stringify({ email })}::jsonb)`.execute(
      trx,
    );
    await sql`insert into invitations (id, administration_id, token_hash, email, role, invited_by, created_at, expires_at)
      values (${randomUUID()}, ${administrationId}, ${Buffer.from(randomUUID())}::bytea, ${email}, 'viewer', 'An', now(), now())`.execute(
      trx,
    );
    await sql`update couplings set settings = jsonb_set(settings, '{failureMailTo}',
        coalesce(settings -> 'failureMailTo', '[]') || ${JSON.stringify([email])}::jsonb)
      where administration_id = ${administrationId} and id = ${couplingId}`.execute(trx);
    await sql`insert into alarm_settings (administration_id, recipients, changed_by) values (${administrationId},
      ${JSON.stringify([{ address: email, language: "nl", groups: ["mail"] }])}::jsonb, 'An') on conflict do nothing`.execute(
      trx,
    );
    const actionId = randomUUID();
    await sql`insert into bulk_actions (id, administration_id, act, asked, is_listed, state, requested_by, finished_at)
      values (${actionId}, ${administrationId}, 'retry', ${JSON.stringify({ filter: { q: name } })}::jsonb, true, 'done', 'An', now())`.execute(
      trx,
    );
    await sql`insert into bulk_action_orders (administration_id, action_id, connection_id, external_id, before)
      values (${administrationId}, ${actionId}, ${connectionId}, ${order}, '{}')`.execute(trx);
    await sql`insert into dry_runs (id, administration_id, coupling_id, scope, state, rows, requested_by, finished_at)
      values (${randomUUID()}, ${administrationId}, ${couplingId}, '{}', 'done', ${JSON.stringify([{ buyer: name }])}::jsonb, 'An', now())`.execute(
      trx,
    );
    await sql`insert into catalogue_records (administration_id, coupling_id, external_id, state, name, changes, reason_details, decided_at)
      values (${administrationId}, ${couplingId}, ${`debtor ${order}`}, 'held', ${name},
        ${JSON.stringify([{ field: "phone", shop: null, source: phone, act: "write" }])}::jsonb, ${JSON.stringify({ message: email })}::jsonb, now())`.execute(
      trx,
    );
    const importId = randomUUID();
    await sql`insert into imports (id, administration_id, what, state, file_name, file_size, format, columns, created_by, applied_at)
      values (${importId}, ${administrationId}, 'parties', 'applied', 'klanten.csv', 1, '{}', '{}', 'An', now())`.execute(
      trx,
    );
    await sql`insert into import_rows (administration_id, import_id, line, state, fields)
      values (${administrationId}, ${importId}, 1, 'new', ${JSON.stringify({ name, email })}::jsonb)`.execute(trx);
    await sql`insert into import_parts (administration_id, import_id, position, bytes)
      values (${administrationId}, ${importId}, 1, ${Buffer.from(`${name};${email.slice(0, 5)}`)}::bytea),
        (${administrationId}, ${importId}, 2, ${Buffer.from(`${email.slice(5)};${phone}\n`)}::bytea)`.execute(trx);
    await plantAtSupplier(trx, administrationId, connectionId, person, order);
    await plantAtPartner(trx, administrationId, person, order);
    await insertOutsideDocument(trx, administrationId, {
      ...{ connectionId, couplingId, sourceConnectionId: connectionId, sourceOrderId: order, kind: "invoice" },
      ...{ businessKey: `document:${couplingId}:${order}:invoice:1`, remoteId: order, number: order },
      ...{
        issueDate: "2026-11-21",
        currency: "EUR",
        totalAmount: "22.70" as never,
        remoteCustomerId: "con_0000001",
        content: { buyer: { name, email } } as never,
      },
    });
    const effect = `document:${couplingId}:${order}:invoice:2`;
    await lockOutsideEffect(trx, administrationId, { key: effect, operation: "documents.create", connectionId });
    await beginAttempt(trx, key, administrationId, effect, { input: { name, email }, mark: "" });
  });
  const user = { id: randomUUID(), name, email, language: "nl" as const, isOperator: false, passwordHash: "x" };
  await insertUser(hub, user);
  const entry = { at: Temporal.Now.instant(), actor: "command", action: "user.add", subject: "user:1" };
  await hub.transaction().execute((trx) => appendAudit(trx, key, "hub", { ...entry, details: { email, name } }));
}
