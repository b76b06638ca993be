// Over 300 lines because every table that may name a person has its step here, in one order.
import { sql, type RawBuilder } from "kysely";
import { spellingsInBytes, spellingsInText } from "#domain/person-words.ts";
import type { Database, Transaction } from "./database.ts";
import { deleteDraft } from "./drafts.ts";
import { emptiedCatalogue, emptiedInbox, emptiedOutbox } from "./expiry.ts";
import { deleteParty, usesOfParty } from "./party-book.ts";
import type { Person } from "./people.ts";

/** What one statement works with. */
interface Traces extends Person {
  readonly administrationId: string;
  readonly inText: readonly string[];
  readonly inBytes: readonly string[];
}

/** True when one of these spellings stands in it. */
const says = (text: RawBuilder<unknown>, spellings: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`exists (select from unnest(${[...spellings]}::text[]) as word where position(word in lower(${text})) > 0)`;

const ofOrders = ({ orders }: Traces): RawBuilder<boolean> =>
  sql<boolean>`(connection_id, external_id) in (select * from unnest(${orders.map((o) => o.connectionId)}::uuid[],
    ${orders.map((o) => o.externalId)}::text[]))`;

const own = ({ administrationId }: Traces): RawBuilder<unknown> => sql`administration_id = ${administrationId}`;

const documentIds = ({ documents }: Traces): string[] => documents.map(({ id }) => id);

const mailsOf = (t: Traces): RawBuilder<unknown> =>
  sql`select id from outbox where ${own(t)} and (document_id = any(${documentIds(t)}::uuid[])
    or ${says(sql`recipient || ' ' || payload::text || ' ' || reason_text`, t.inText)})`;

const importsOf = (t: Traces): RawBuilder<unknown> =>
  sql`select import_id from import_rows where ${own(t)}
      and ${says(sql`fields::text || ' ' || problems::text || ' ' || coalesce(previous::text, '')`, t.inText)}
    union select import_id from import_parts where ${own(t)} group by import_id
      having ${says(sql`encode(string_agg(bytes, '' order by position), 'escape')`, t.inBytes)}`;

/** What somebody typed to find this person, or gave as the reason. Of those under way too: they end here. */
const actionsOf = (t: Traces): RawBuilder<unknown> =>
  sql`select id from bulk_actions where ${own(t)} and ${says(sql`asked::text || ' ' || reason || ' ' || reason_text`, t.inText)}`;

const effectsOf = ({ orders }: Traces): RawBuilder<unknown> =>
  sql`(split_part(business_key, ':', 2), split_part(business_key, ':', 3)) in (select k.id::text, o.external_id from couplings k
    join unnest(${orders.map((o) => o.connectionId)}::uuid[], ${orders.map((o) => o.externalId)}::text[]) as o (connection_id, external_id)
      on k.source_connection_id = o.connection_id)`;

/** Of messages to a partner: it did not leave, or it is not known whether it did. */
const isUnderWay = sql`(way = 'out' and state in ('queued', 'sending', 'retrying'))`;

/** Why the message of an order does not leave any more, when that is because of whom it names: who ordered has to know. */
const stopped = sql`(select m.problem from relation_messages m where m.administration_id = partner_orders.administration_id
  and m.relation_id = partner_orders.relation_id and m.way = 'out' and m.message_id = partner_orders.message_id and m.state = 'failed'
  and m.problem ->> 'code' = 'partner.gone')`;

/** An order, or an answer to one, without whom it is for and what people wrote in it; null where there is none. */
const namingNobody = (message: RawBuilder<unknown>): RawBuilder<unknown> => {
  const party = (name: string) =>
    sql`(${message} -> ${name}::text) || '{"name": "", "contactName": "", "phone": "", "email": ""}'::jsonb`;
  const lines = sql`(select jsonb_agg(line || '{"note": ""}' order by place)
    from jsonb_array_elements(${message} -> 'lines') with ordinality as l (line, place))`;
  const more = sql`case when ${message} ? 'deliverTo' then '{"deliverTo": null, "invoicee": null}'::jsonb else '{}'::jsonb end`;
  return sql`(${message} || ${more} || '{"note": "", "customerReference": ""}'::jsonb
    || jsonb_build_object('buyer', ${party("buyer")}, 'seller', ${party("seller")}, 'lines', coalesce(${lines}, '[]')))`;
};

export interface PersonStep {
  readonly table: string;
  readonly carryOut: (traces: Traces) => RawBuilder<unknown>;
}

/** In the order they are carried out: what leads to a trace goes after it. */
export const personSteps: readonly PersonStep[] = [
  {
    table: "exchanges",
    carryOut: (t) =>
      sql`delete from exchanges where ${own(t)} and (run_id in (select run_id from events where ${own(t)} and ${ofOrders(t)})
        or ${says(sql`url || ' ' || answer`, t.inText)})`,
  },
  {
    table: "deliveries",
    carryOut: (t) =>
      sql`delete from deliveries where ${own(t)} and (${ofOrders(t)} or ${says(sql`encode(body, 'escape')`, t.inBytes)}
        or ${says(sql`headers::text || ' ' || reason`, t.inText)})`,
  },
  {
    table: "events",
    carryOut: (t) => sql`delete from events where ${own(t)} and (${ofOrders(t)} or ${says(sql`data::text`, t.inText)})`,
  },
  {
    table: "sent_mails",
    carryOut: (t) => sql`delete from sent_mails where ${own(t)} and outbox_id in (${mailsOf(t)})`,
  },
  {
    table: "outbox",
    // What still waits is not sent.
    carryOut: (t) =>
      sql`update outbox set ${emptiedOutbox}, state = case when state = 'queued' then 'cancelled' else state end, next_attempt_at = null
        where ${own(t)} and recipient <> '' and id in (${mailsOf(t)})`,
  },
  {
    table: "alarms",
    carryOut: (t) =>
      sql`delete from alarms where ${own(t)} and (${says(sql`text || ' ' || facts::text || ' ' || subject`, t.inText)}
        or subject = any(${t.orders.map((o) => `${o.connectionId} ${o.externalId}`)}::text[]))`,
  },
  {
    table: "audit_details",
    carryOut: (t) => sql`delete from audit_details where ${own(t)} and ${says(sql`details::text`, t.inText)}`,
  },
  {
    table: "user_events",
    carryOut: (t) =>
      sql`delete from user_events where ${own(t)} and ${says(sql`actor || ' ' || details::text`, t.inText)}`,
  },
  {
    table: "invitations",
    carryOut: (t) => sql`delete from invitations where ${own(t)} and email = any(${[...t.emails]}::text[])`,
  },
  {
    table: "alarm_settings",
    carryOut: (t) =>
      sql`update alarm_settings set version = version + 1, recipients = (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(recipients) r
        where not lower(r ->> 'address') = any(${[...t.emails]}::text[])) where ${own(t)} and exists (
          select from jsonb_array_elements(recipients) r where lower(r ->> 'address') = any(${[...t.emails]}::text[]))`,
  },
  {
    table: "couplings",
    carryOut: (t) =>
      sql`update couplings set settings_version = settings_version + 1, settings = jsonb_set(settings, '{failureMailTo}',
          (select coalesce(jsonb_agg(a), '[]') from jsonb_array_elements_text(settings -> 'failureMailTo') a
            where not lower(a) = any(${[...t.emails]}::text[])))
        where ${own(t)} and exists (select from jsonb_array_elements_text(coalesce(settings -> 'failureMailTo', '[]')) a
          where lower(a) = any(${[...t.emails]}::text[]))`,
  },
  {
    table: "bulk_action_orders",
    // What was not told yet is not told any more.
    carryOut: (t) =>
      sql`delete from bulk_action_orders where ${own(t)} and (action_id in (${actionsOf(t)}) or (state = 'waiting' and ${ofOrders(t)}))`,
  },
  { table: "bulk_actions", carryOut: (t) => sql`delete from bulk_actions where ${own(t)} and id in (${actionsOf(t)})` },
  {
    table: "punchout_attempts",
    carryOut: (t) =>
      sql`delete from punchout_attempts where ${own(t)} and ${says(sql`encode(body, 'escape')`, t.inBytes)}`,
  },
  {
    table: "supplier_baskets",
    carryOut: (t) =>
      sql`update supplier_baskets set raw = null, remarks = '[]' where ${own(t)}
        and (${says(sql`coalesce(encode(raw, 'escape'), '')`, t.inBytes)} or ${says(sql`remarks::text`, t.inText)})`,
  },
  {
    table: "supplier_basket_lines",
    // What is left of the basket may still be taken.
    carryOut: (t) => sql`delete from supplier_basket_lines where ${own(t)} and ${says(sql`as_read::text`, t.inText)}`,
  },
  {
    table: "supplier_documents",
    // Where goods are delivered and for whom stands in it: its supplier can be asked for it again.
    carryOut: (t) =>
      sql`update supplier_documents set raw = null, content = null, remarks = '[]', file_name = '' where ${own(t)}
        and (${says(sql`coalesce(encode(raw, 'escape'), '')`, t.inBytes)}
          or ${says(sql`coalesce(content::text, '') || ' ' || remarks::text || ' ' || file_name`, t.inText)})`,
  },
  {
    table: "relation_messages",
    // What still waits is not sent, and what waits to be looked at is refused: whom goods are for stands in it.
    carryOut: (t) =>
      sql`update relation_messages set envelope = null, content = null, next_attempt_at = case when way = 'out' then null else next_attempt_at end,
          problem = case when ${isUnderWay} then '{"code": "partner.gone", "text": "Whoever is named in it was deleted"}'::jsonb end,
          state = case when ${isUnderWay} then 'failed' else state end
        where ${own(t)} and (${says(sql`coalesce(encode(content, 'escape'), '')`, t.inBytes)}
          or ${says(sql`coalesce(envelope::text, '') || ' ' || coalesce(problem::text, '')`, t.inText)})`,
  },
  {
    table: "relation_events",
    carryOut: (t) =>
      sql`delete from relation_events where ${own(t)} and ${says(sql`business_id || ' ' || text || ' ' || details::text || ' ' || actor`, t.inText)}`,
  },
  {
    table: "partner_orders",
    // The order stays, with its lines: it is in the books. For whom it is does not.
    carryOut: (t) =>
      sql`update partner_orders set asked = ${namingNobody(sql`asked`)}, version = version + 1,
          problem = ${stopped}, needs_look = needs_look or ${stopped} is not null,
          pending = case when jsonb_typeof(pending -> 'order') = 'object'
            then pending || jsonb_build_object('order', ${namingNobody(sql`pending -> 'order'`)}, 'reason', '')
            else pending || '{"reason": ""}' end,
          response = ${namingNobody(sql`response`)}
        where ${own(t)} and ${says(
          sql`asked::text || ' ' || coalesce(pending::text, '') || ' ' || coalesce(response::text, '') || ' '
          || coalesce(problem::text, '')`,
          t.inText,
        )}`,
  },
  {
    table: "dry_runs",
    carryOut: (t) =>
      // What one that runs has seen is written down at its end: it ends here.
      sql`delete from dry_runs where ${own(t)} and (state = 'running'
        or ${says(sql`rows::text || ' ' || causes::text || ' ' || scope::text || ' ' || reason_text`, t.inText)})`,
  },
  {
    table: "catalogue_records",
    carryOut: (t) =>
      sql`update catalogue_records set ${emptiedCatalogue} where ${own(t)}
        and ${says(sql`name || ' ' || changes::text || ' ' || reason_details::text`, t.inText)}`,
  },
  {
    table: "import_parts",
    carryOut: (t) => sql`delete from import_parts where ${own(t)} and import_id in (${importsOf(t)})`,
  },
  {
    table: "import_rows",
    carryOut: (t) =>
      sql`delete from import_rows where ${own(t)}
        and ${says(sql`fields::text || ' ' || problems::text || ' ' || coalesce(previous::text, '')`, t.inText)}`,
  },
  {
    table: "effects",
    carryOut: (t) =>
      sql`update effects set input = null where ${own(t)} and input is not null and state <> 'done' and ${effectsOf(t)}`,
  },
  {
    table: "outside_documents",
    carryOut: (t) =>
      sql`update outside_documents set content = null where ${own(t)} and content is not null and (source_connection_id, source_order_id) in (
        select * from unnest(${t.orders.map((o) => o.connectionId)}::uuid[], ${t.orders.map((o) => o.externalId)}::text[]))`,
  },
  { table: "mapping_waits", carryOut: (t) => sql`delete from mapping_waits where ${own(t)} and ${ofOrders(t)}` },
  {
    table: "inbox",
    // An order that still waited is not made into a document any more; the shop has it, and a person may say otherwise.
    carryOut: (t) =>
      sql`update inbox set ${emptiedInbox}, next_attempt_at = null, first_failed_at = null,
        reason_code = case when outcome = 'documented' then reason_code else 'rule.user' end,
        outcome = case when outcome = 'documented' then outcome else 'skipped' end where ${own(t)} and ${ofOrders(t)}`,
  },
  {
    table: "documents",
    carryOut: (t) =>
      sql`update documents set buyer_id = null, buyer = ${nobody}::jsonb, deliver_to = null, buyer_reference = '', note_above_lines = '',
          internal_note = '', version = version + 1
        where ${own(t)} and id = any(${documentIds(t)}::uuid[]) and status = 'draft'`,
  },
  {
    table: "documents",
    carryOut: (t) =>
      sql`update documents set internal_note = '', version = version + 1
        where ${own(t)} and id = any(${documentIds(t)}::uuid[]) and status <> 'draft' and ${says(sql`internal_note`, t.inText)}`,
  },
];

/** A buyer of whom nothing is known. */
const nobody = JSON.stringify({
  ...{ name: "", contactName: "", email: "", phone: "", language: null, vatIdentifier: "" },
  legalRegistrationIdentifier: "",
  address: {
    ...{ name: "", streetName: "", additionalStreetName: "", cityName: "", postalZone: "" },
    ...{ countrySubentity: "", countryCode: "" },
  },
});

/** Drafts that name the person in their lines cannot be kept without. */
async function deleteDraftsNaming(trx: Transaction, t: Traces): Promise<number> {
  const drafts = t.documents.filter(({ isDraft }) => isDraft).map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`select distinct document_id as id from document_lines
    where ${own(t)} and document_id = any(${drafts}::uuid[]) and ${says(sql`item_name || ' ' || description`, t.inText)}`.execute(
    trx,
  );
  for (const { id } of rows) await deleteDraft(trx, t.administrationId, id);
  return rows.length;
}

/** A contact that issued documents name stays as a row without a name, so that the books keep their places. */
async function deleteParties(trx: Transaction, { administrationId, partyIds }: Traces): Promise<number> {
  for (const id of partyIds) {
    if ((await usesOfParty(trx, administrationId, id)) === null) {
      await deleteParty(trx, administrationId, id);
      continue;
    }
    for (const part of ["party_addresses", "party_identifiers"])
      await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and party_id = ${id}`.execute(
        trx,
      );
    await sql`update parties set automatic_key = null, name = '—', contact_name = '', email = '', normalised_email = '', phone = '',
        language = null, vat_identifier = '', legal_registration_identifier = '', search = '', version = version + 1,
        archived_at = coalesce(archived_at, now())
      where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  }
  return partyIds.length;
}

/** Deletes a person from every table of a company but the issued documents; rows per table. */
export async function deletePersonIn(
  trx: Transaction,
  administrationId: string,
  person: Person,
  steps: readonly PersonStep[] = personSteps,
): Promise<Record<string, number>> {
  const { words } = person;
  const traces = {
    ...person,
    administrationId,
    inText: spellingsInText(words),
    inBytes: spellingsInBytes(words),
  };
  const deleted: Record<string, number> = {};
  const add = (table: string, count: number) => {
    if (count > 0) deleted[table] = (deleted[table] ?? 0) + count;
  };
  add("documents", await deleteDraftsNaming(trx, traces));
  for (const { table, carryOut } of steps) {
    const { numAffectedRows } = await carryOut(traces).execute(trx);
    add(table, Number(numAffectedRows ?? 0n));
  }
  add("parties", await deleteParties(trx, traces));
  return deleted;
}

/** Users who are no member of any company any more, and what the hub itself wrote down of this person. */
export async function deletePersonInHub(hub: Database, person: Person): Promise<Record<string, number>> {
  const emails = [...person.emails];
  const inText = spellingsInText(person.words);
  const statements = {
    users: sql`delete from auth."user" where "email" = any(${emails}::text[]) and not "isOperator"
      and not exists (select from memberships_of("id"))`,
    verifications: sql`delete from auth."verification" where ${says(sql`"identifier" || ' ' || "value"`, inText)}`,
    hub_audit_details: sql`delete from hub_audit_details where ${says(sql`details::text`, inText)}`,
  };
  const deleted: Record<string, number> = {};
  await hub.transaction().execute(async (trx) => {
    for (const [table, statement] of Object.entries(statements)) {
      const { numAffectedRows } = await statement.execute(trx);
      if ((numAffectedRows ?? 0n) > 0n) deleted[table] = Number(numAffectedRows);
    }
  });
  return deleted;
}
