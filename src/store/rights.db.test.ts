import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { inAdministration } from "./database.ts";
import { listSeries, setNextNumber, takeNumbers, usualFormat } from "./numbering.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** Tables of which the role may do this, or the columns it may do it to. */
async function rightsOf(role: string, privilege: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ table: string; columns: string }>`
    select c.relname as table, case when has_table_privilege(${role}, c.oid, ${privilege}) then 'all'
      else string_agg(a.attname, ', ' order by a.attname) filter (where has_column_privilege(${role}, c.oid, a.attnum, ${privilege})) end as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.oid, c.relname having bool_or(has_column_privilege(${role}, c.oid, a.attnum, ${privilege})) order by c.relname`.execute(
    store.owner,
  );
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

test("what the app may change, written out: the books are not in it, but for the status and note of a document", async () => {
  expect(await rightsOf("schakel_app", "update")).toEqual({
    administrations:
      "address, changed_at, changed_by, closed_until, country, email, gln, iban, language, legal_registration_identifier, name, payment_term_days, phone, time_zone, vat_identifier, version",
    alarms: "all",
    audit_checks: "all",
    alarm_mutes: "all",
    alarm_settings: "all",
    bulk_action_orders: "after, before, state, told_at",
    bulk_actions: "counts, cursor, finished_at, is_listed, reason_code, reason_text, state, told_at",
    catalogue_records:
      "attempts, changes, code, decided_at, fingerprint, first_failed_at, intended, kept, matched_code, name, next_attempt_at, observed_at, reason_code, reason_details, run_id, seen_run_id, state, target_id, target_parent_id, written",
    // What it was asked for stays.
    catalogue_runs:
      "counts, cursor, ended_at, failures, is_paused, next_at, reason_code, reason_text, seen_until, started_by, state, total",
    connections: "all",
    couplings: "all",
    connection_tests: "result, tested_at",
    credentials: "all",
    deliveries: "state",
    dry_runs:
      "causes, counts, finished_at, is_stopping, orders_read, reason_code, reason_text, rows, rows_left_out, settings_version, started_at, state, tries",
    // A trigger lets only the status and the internal note through.
    document_texts: "all",
    documents: "all",
    // Until it is done: a trigger lets nothing through after that.
    effects: "attempt, first_attempt_at, input, last_attempt_at, mark, remote_id, remote_number, settled_at, state",
    // Since when and from where stays.
    first_migrations:
      "cursor, ended_at, failures, is_read, next_at, per_minute, read_until, reason_code, reason_text, state, total",
    // What an issued document looked like stands in its kept file.
    house_styles:
      "accent_colour, address_side, belgian_reference_as, changed_at, changed_by, footer, prices_on_delivery_notes, second_iban, shows_pay_link, shows_payment_qr, terms, version",
    import_rows: "kept_reason, outcome, previous, target_id",
    imports:
      "applied_at, applied_by, columns, format, rows_changed, rows_done, rows_new, rows_unchanged, rows_wrong, state, strict, undone_at, undone_by",
    inbox: "all",
    invitations: "revoked_at",
    items:
      "archived_at, brand_name, category_id, changed_at, changed_by, counts_stock, manufacturers_item_identifier, name, sales_price, sales_rule, sellers_item_identifier, unit_code, vat_rate, version",
    discount_groups: "changed_at, changed_by, discounts, name, valid_from, valid_to, version",
    item_categories: "changed_at, changed_by, name, sales_rule, version",
    item_suppliers:
      "changed_at, changed_by, cost_per_use_unit, currency, is_preferred, lead_time_days, minimum, multiple, price_quantity, price_unit_code, priced_at, purchase_price, suppliers_item_identifier, version",
    price_batch_changes: "outcome, version_after",
    price_batches: "applied_at, counts, groups_before, place, state, undone_at, undone_by",
    price_run_answers: "is_ticked, left_out",
    price_runs:
      "asked_at, asking, counts, cursor, done, ended_by, failures, finished_at, first_failed_at, next_at, order_change, order_changed_at, order_changed_by, order_undone_at, paced_at, paced_from, reason_code, reason_text, state, total, version",
    price_import_groups: "discounts, line, name",
    price_import_rows: "fields, is_taken, line, reasons, state",
    price_imports:
      "applied_at, applied_by, batch_id, columns, counts, failure, file_size, format, is_whole_list, place, state, takes_suspicious",
    price_lists: "archived_at, changed_at, changed_by, currency, file_map, name, terms, version",
    product_groups: "name",
    // What a price was before stays.
    supplier_item_prices: "outcome, version_after",
    supplier_items:
      "basis_quantity, basis_unit_code, brand_name, category, changed_at, changed_by, cost_flags, cost_per_use_unit, currency, discount_group, discounts, gross, gtin, item_id, manufacturers_item_identifier, metal, minimum, multiple, name, net, net_from, not_in_list_since, order_unit_code, pack_quantity, per_order_unit, price_source, price_status, priced_at, sales_rule, surcharges, tiers, use_per_order, use_unit_code, valid_from, valid_to, vat_rate, version",
    supplier_units: "changed_at, changed_by, unit_code",
    logos: "bytes, changed_at, height, media_type, sha256, width",
    mail_settings: "all",
    mappings: "all",
    memberships: "role",
    modules: "changed_at, changed_by, licence, licensed_until, state",
    number_counters: "next",
    number_series: "format, last_issue_date",
    deleted_people: "deleted_at",
    // What becomes of a mail; what it says and who it is for is only emptied.
    outbox:
      "attempts, first_failed_at, message_id, next_attempt_at, payload, reason_code, reason_text, recipient, sent_at, state",
    outside_documents: "content",
    parties:
      "archived_at, automatic_key, changed_at, changed_by, contact_name, email, language, legal_registration_identifier, name, normalised_email, phone, search, vat_identifier, version",
    partner_follow_ups: "attempts, next_attempt_at, problem, state",
    partner_orders:
      "asked, changed_at, changed_by, document_id, fingerprint, lines, message_id, needs_look, papers, pending, problem, response, responses, revision, state, version",
    partner_waiting_orders: "relation_id, requested_at, requested_by",
    party_addresses: "address",
    payment_attempts:
      "asked_at, charged_back, checkout_url, claimed_until, expires_at, external_id, next_look_at, refunded, state",
    // What was sent, to whom and by whom stays.
    purchase_sendings:
      "answer, answer_lines, answer_text, asks_person, failures, next_at, reason_code, reason_text, sent_at, settled_by, state, supplier_number, supplier_order_id",
    relation_directions: "announced, enabled",
    relation_invitations: "sealed_secret, used_at, wrong_attempts",
    relation_item_codes: "item_id, taught_at, taught_by, unit_factor",
    relation_keys: "state, valid_from, valid_to",
    relation_messages:
      "attempts, changed_at, content, delivered_at, document_id, envelope, next_attempt_at, problem, receipt, receipt_jws, state",
    relation_notices: "attempts, next_attempt_at, problem, sealed_secret, state",
    relation_statements:
      "answered_at, differences, drawn_up_at, drawn_up_by, own, own_jws, partner, partner_jws, state",
    relations:
      "acknowledged_seq, changed_at, changed_by, comparison_code, confirmed_at, confirmed_by, ended_at, expires_at, is_local, next_pull_at, next_seq, own, own_announced, own_hub, partner, partner_announced, partner_confirmed_at, partner_hub, partner_maximum_bytes, partner_pulls, party_id, pull_failures, pulled_at, received_seq, settings, state, state_changed_at, state_changed_by, suspended_by_partner, suspended_by_us, trouble, version",
    retention_settings: "all",
    subscriptions: "all",
    punchout_sessions: "basket_id, document_id, expires_at, sealed_start, used_at",
    // What it held stays; what a person chose of it, and what became of it at the supplier, does not.
    supplier_basket_lines: "entered_price, is_ticked, item_id, quantity, taken_quantity, unit_code",
    supplier_baskets:
      "document_id, emptied, emptied_at, emptied_by, entry_id, is_double_wanted, party_id, raw, remarks, state, version",
    supplier_documents: "content, entry_id, file_name, party_id, raw, remarks",
    supplier_entries: "alias, changed_at, changed_by, connection_id, party_id, position, user_id, version",
    webhook_sightings: "delivered_at, pinged_at, sender, topic",
  });
  expect(await rightsOf("schakel_reader", "update")).toEqual({});
  expect(await rightsOf("schakel_hub", "update")).toEqual({
    access_tokens: "all",
    audit_heads: "mailed_at",
    nodes: "all",
    rate_books: "all",
    schedule_turns: "all",
    sign_in_limits: "all",
  });
});

test("users, sessions and second factors are open to the hub role alone", async () => {
  const { rows } = await sql<{ table: string; roles: string }>`
    select c.relname as table, string_agg(distinct r.rolname, ', ') as roles from pg_class c, aclexplode(c.relacl) g
    join pg_roles r on r.oid = g.grantee where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' and g.grantee <> c.relowner
    group by c.relname order by c.relname collate "C"`.execute(store.owner);
  const tables = ["account", "session", "twoFactor", "user", "verification"];
  expect(rows).toEqual(tables.map((table) => ({ table, roles: "schakel_hub" })));
  for (const role of ["public", "schakel_app", "schakel_reader"]) {
    const right = sql<{ may: boolean }>`select has_schema_privilege(${role}, 'auth', 'usage') as may`;
    expect((await right.execute(store.owner)).rows).toEqual([{ may: false }]);
  }
});

describe("a counter", () => {
  /** A company with the invoices 1 to 5 of 2026, as documents, and what the database says of a change by the app. */
  async function company() {
    const administrationId = await store.makeAdministration();
    const within = <T>(work: Parameters<typeof inAdministration<T>>[2]) =>
      inAdministration(store.app, administrationId, work);
    await within((trx) => takeNumbers(trx, administrationId, "invoice", "", 2026, 5));
    await within((trx) => takeNumbers(trx, administrationId, "paymentReference", "", 0, 5));
    for (let sequence = 1; sequence <= 5; sequence += 1) {
      await sql`insert into documents (id, administration_id, kind, status, year, sequence, number, issue_date, currency,
          line_extension_amount, allowance_total_amount, charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount,
          prepaid_amount, payable_rounding_amount, payable_amount, language, buyer, seller)
        values (${randomUUID()}, ${administrationId}, 'invoice', 'issued', 2026, ${sequence}, ${String(sequence)}, '2026-11-21', 'EUR',
          0, 0, 0, 0, 0, 0, 0, 0, 0, 'nl', '{}', '{}')`.execute(store.owner);
    }
    const setTo = (next: number, kind = "invoice") =>
      within((trx) =>
        sql`update number_counters set next = ${next} where kind = ${kind}`.execute(trx).then(() => "set"),
      ).catch((error: unknown) => String(error));
    return { administrationId, within, setTo };
  }

  test("never goes back to a number that is in use, and goes back to one that is not", async () => {
    const { setTo } = await company();
    for (const next of [1, 2, 5]) expect(await setTo(next)).toContain("is in use");
    expect([await setTo(500), await setTo(7), await setTo(6)]).toEqual(["set", "set", "set"]);
  });

  test("of payment references never goes back", async () => {
    const { setTo } = await company();
    expect(await setTo(5, "paymentReference")).toContain("is in use");
    expect(await setTo(7, "paymentReference")).toBe("set");
  });

  test("is neither made anew below a number in use, nor moved to another year, nor removed", async () => {
    const { administrationId, within } = await company();
    await sql`delete from number_counters where administration_id = ${administrationId}`.execute(store.owner);
    const take = within((trx) => takeNumbers(trx, administrationId, "invoice", "", 2026, 1));
    await expect(take).rejects.toThrow("is in use");
    for (const statement of ["update number_counters set year = 2020", "delete from number_counters"])
      await expect(within((trx) => sql.raw(statement).execute(trx))).rejects.toThrow("permission denied");
    expect(await within((trx) => setNextNumber(trx, administrationId, "invoice", "", 2026, 6n))).toBe(true);
    expect(await within((trx) => takeNumbers(trx, administrationId, "invoice", "", 2026, 2))).toBe(6n);
  });

  test("is listed with the usual format as the table has it", async () => {
    const { administrationId, within } = await company();
    await within((trx) => setNextNumber(trx, administrationId, "orderSlip", "", 2027, 9n));
    const listed = await within((trx) => listSeries(trx, administrationId));
    expect(listed.find(({ kind }) => kind === "orderSlip")).toMatchObject({
      format: usualFormat,
      next: [{ year: 2027, next: "9" }],
    });
    const { rows } = await sql<{ text: string }>`select pg_get_expr(d.adbin, d.adrelid) as text from pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where a.attname = 'format' and d.adrelid = 'number_series'::regclass`.execute(store.owner);
    expect(rows[0]?.text).toBe(`'${usualFormat}'::text`);
  });
});
