// Over 300 lines because every table and column stands in one list.
import type { ExpiringClass, RetentionClass } from "#domain/retention.ts";

/**
 * How a column is emptied. `rows` and `partitions`: its row goes, or its whole month. `emptied`: its row stays without it. `withPerson`: it stays
 * until the person it is of is deleted, unless an issued document says it. `stays`: nothing personal, or what the law keeps.
 */
export type Emptying = "rows" | "partitions" | "emptied" | "withPerson" | "stays";

export interface Held {
  readonly class: RetentionClass;
  readonly how: Emptying;
  readonly columns: readonly string[];
}

const held = (kept: RetentionClass, how: Emptying, columns: string): Held => ({
  class: kept,
  how,
  columns: columns.split(" "),
});
const rows = (kept: ExpiringClass, columns: string) => held(kept, "rows", columns);
const partitions = (kept: ExpiringClass, columns: string) => held(kept, "partitions", columns);
const emptied = (kept: ExpiringClass, columns: string) => held(kept, "emptied", columns);
const withPerson = (kept: RetentionClass, columns: string) => held(kept, "withPerson", columns);
const stays = (kept: RetentionClass, columns: string) => held(kept, "stays", columns);

/**
 * Every table and column we make, with its class and how it is emptied; a test compares it with the catalogue. The queue's tables are
 * pg-boss's own: they hold ids, and are emptied an hour after a job ends.
 */
export const retentionTable: Readonly<Record<string, readonly Held[]>> = {
  access_tokens: [stays("bookkeeping", "id token_hash name administration_id role created_at revoked_at")],
  administrations: [
    stays(
      "bookkeeping",
      "id name country language time_zone currency vat_identifier legal_registration_identifier email phone iban address payment_term_days created_at version changed_at changed_by closed_until gln",
    ),
  ],
  alarm_mutes: [stays("bookkeeping", "administration_id kind subject until muted_by muted_at")],
  alarm_settings: [
    stays("bookkeeping", "administration_id version changed_by changed_at"),
    withPerson("bookkeeping", "recipients"),
  ],
  alarms: [
    rows(
      "trace",
      "id administration_id kind subject opened_at seen_at closed_at occurrences text told_at times_told over_settled_at facts",
    ),
  ],
  audit: [
    stays("bookkeeping", "administration_id sequence at actor action subject details_sha256 previous_sha256 sha256"),
  ],
  audit_checks: [stays("bookkeeping", "administration_id checked_at sequence fault fault_sequence")],
  audit_details: [rows("trace", "administration_id sequence details")],
  audit_heads: [stays("bookkeeping", "day chain sequence sha256 mailed_at")],
  "auth.account": [
    withPerson(
      "bookkeeping",
      "id accountId providerId userId accessToken refreshToken idToken accessTokenExpiresAt refreshTokenExpiresAt scope password createdAt updatedAt",
    ),
  ],
  "auth.session": [withPerson("bookkeeping", "id expiresAt token createdAt updatedAt ipAddress userAgent userId")],
  "auth.twoFactor": [
    withPerson("bookkeeping", "id secret backupCodes userId verified failedVerificationCount lockedUntil"),
  ],
  "auth.user": [
    withPerson(
      "bookkeeping",
      "id name email emailVerified image createdAt updatedAt twoFactorEnabled language firstPage isOperator",
    ),
  ],
  "auth.verification": [withPerson("bookkeeping", "id identifier value expiresAt createdAt updatedAt")],
  bulk_action_orders: [
    rows("trace", "administration_id action_id connection_id external_id state told_at before after"),
  ],
  bulk_actions: [
    rows(
      "trace",
      "id administration_id act reason asked connection_id since cursor is_listed state counts reason_code reason_text requested_at requested_by told_at finished_at",
    ),
  ],
  catalogue_records: [
    stays(
      "bookkeeping",
      "administration_id coupling_id external_id code matched_code target_id target_parent_id fingerprint written intended state kept reason_code observed_at attempts first_failed_at next_attempt_at seen_run_id run_id decided_at",
    ),
    emptied("passThrough", "reason_details name changes"),
  ],
  catalogue_runs: [
    stays(
      "bookkeeping",
      "id administration_id coupling_id scope since state is_paused cursor total seen_until failures reason_code reason_text next_at requested_by started_by counts begun_at ended_at",
    ),
  ],
  completeness_statements: [
    stays(
      "bookkeeping",
      "id administration_id coupling_id connection_id period_from period_to at asked_by unexplained reason_code reason_text figures entries gaps",
    ),
  ],
  connection_tests: [stays("bookkeeping", "administration_id connection_id tested_at result")],
  connections: [
    stays(
      "bookkeeping",
      "id administration_id connector name settings account account_key state state_reason hook_key sealed_hook_secret polling_only retry_at failures created_at access_until restored_from restored_at",
    ),
  ],
  couplings: [
    stays(
      "bookkeeping",
      "id administration_id kind source_connection_id target_connection_id state settings_version offset_left swept_until created_at swept_at previewed_at live_since",
    ),
    withPerson("bookkeeping", "settings"),
  ],
  credentials: [stays("bookkeeping", "administration_id connection_id name sealed changed_at")],
  deleted_people: [stays("bookkeeping", "administration_id hash deleted_at")],
  deliveries: [
    partitions("raw", "id administration_id connection_id received_at state topic external_id reason headers body"),
  ],
  discount_groups: [
    stays(
      "ownBooks",
      "administration_id party_id code from_quantity name discounts valid_from valid_to version changed_at changed_by",
    ),
  ],
  document_allowances: [
    stays("ownBooks", "administration_id document_id position kind amount reason_code reason vat_category vat_rate"),
  ],
  document_conversions: [
    stays("ownBooks", "administration_id from_document_id from_position to_document_id to_position quantity"),
  ],
  document_history: [stays("ownBooks", "administration_id id document_id at actor action data")],
  document_lines: [
    stays(
      "ownBooks",
      "administration_id document_id position sort kind parent_position item_id source_line_id sellers_item_identifier standard_item_identifier quantity unit_code net_price base_quantity line_net_amount vat_category vat_rate price discount_percent",
    ),
    withPerson("ownBooks", "item_name description"),
  ],
  document_texts: [stays("bookkeeping", "id administration_id coupling_id kind texts version changed_by changed_at")],
  document_vat: [
    stays(
      "ownBooks",
      "administration_id document_id vat_category vat_rate vat_country taxable_amount tax_amount gross_amount source_tax_amount exemption_reason_code exemption_reason",
    ),
  ],
  documents: [
    stays(
      "ownBooks",
      "id administration_id kind status series year sequence number issue_date due_date tax_point_date delivery_date currency exchange_rate line_extension_amount allowance_total_amount charge_total_amount tax_exclusive_amount tax_amount tax_inclusive_amount prepaid_amount payable_rounding_amount payable_amount tax_amount_in_euro language seller order_reference payment_means_code payment_reference preceding_document_id coupling_id connection_id source_order_id flag created_at version prices_include_tax vat_of_source payment_term_days entered_allowances terms replaces_document_id edited_at edited_by dated_instead_of",
    ),
    withPerson("ownBooks", "buyer_id buyer deliver_to note_above_lines internal_note buyer_reference"),
  ],
  dry_runs: [
    rows(
      "passThrough",
      "id administration_id coupling_id scope settings settings_version state is_stopping tries orders_read counts causes rows rows_left_out reason_code reason_text requested_at requested_by started_at finished_at",
    ),
  ],
  effects: [
    stays(
      "bookkeeping",
      "administration_id business_key operation connection_id state remote_id created_at settled_at remote_number attempt first_attempt_at last_attempt_at mark",
    ),
    emptied("passThrough", "input"),
  ],
  events: [partitions("trace", "id administration_id at run_id connection_id external_id level code data")],
  exchanges: [partitions("raw", "id administration_id connection_id run_id at method url status answer elapsed_ms")],
  files: [
    stays("ownBooks", "id administration_id document_id name media_type bytes sha256 retention_class created_at"),
  ],
  first_migrations: [
    stays(
      "bookkeeping",
      "administration_id coupling_id state from_day offset_orders total cursor is_read read_until per_minute next_at failures reason_code reason_text begun_at ended_at",
    ),
  ],
  house_styles: [
    stays(
      "ownBooks",
      "administration_id accent_colour address_side second_iban footer terms shows_payment_qr shows_pay_link belgian_reference_as prices_on_delivery_notes version changed_at changed_by",
    ),
  ],
  hub_audit: [stays("bookkeeping", "sequence at actor action subject details_sha256 previous_sha256 sha256")],
  hub_audit_details: [rows("trace", "sequence details")],
  import_parts: [rows("raw", "administration_id import_id position bytes")],
  import_rows: [
    rows(
      "passThrough",
      "administration_id import_id line state fields problems target_id previous outcome kept_reason",
    ),
  ],
  imports: [
    rows(
      "passThrough",
      "id administration_id what state file_name file_size format columns strict rows_new rows_changed rows_unchanged rows_wrong rows_done created_at created_by applied_at applied_by undone_at undone_by",
    ),
  ],
  inbox: [
    stays(
      "bookkeeping",
      "administration_id connection_id kind external_id number status outcome reason_code fingerprint source_modified_at placed_at currency documented_fingerprint drifted_at attempts first_failed_at next_attempt_at heard_at decided_at paid_at ordered_at cause emptied_at left_as_is of_migration failure_told_at",
    ),
    emptied("passThrough", "reason_text reason_details total tie_out customer_name customer_email source search_text"),
  ],
  invitations: [
    rows(
      "trace",
      "id administration_id token_hash email role invited_by created_at expires_at accepted_at accepted_by revoked_at invited_by_user",
    ),
  ],
  item_categories: [stays("ownBooks", "id administration_id name sales_rule version changed_at changed_by")],
  item_codes: [stays("ownBooks", "administration_id item_id scheme code")],
  item_search: [
    stays("bookkeeping", "administration_id kind id price_list_id party_id code manufacturers_code starts search"),
  ],
  item_search_words: [stays("bookkeeping", "administration_id word backwards")],
  item_suppliers: [
    stays(
      "ownBooks",
      "administration_id item_id party_id suppliers_item_identifier purchase_price price_quantity price_unit_code priced_at is_preferred currency cost_per_use_unit minimum multiple lead_time_days version changed_at changed_by",
    ),
  ],
  items: [
    stays(
      "ownBooks",
      "id administration_id sellers_item_identifier name unit_code sales_price vat_rate counts_stock created_at version changed_at changed_by archived_at search category_id brand_name manufacturers_item_identifier sales_rule",
    ),
  ],
  links: [stays("bookkeeping", "administration_id connection_id kind external_id our_id created_at")],
  locations: [stays("ownBooks", "id administration_id name is_default")],
  logos: [stays("ownBooks", "administration_id media_type width height bytes sha256 changed_at")],
  mail_settings: [
    stays(
      "bookkeeping",
      "administration_id road host port security user_name sealed_password from_name from_address reply_to cc bcc test_recipient per_minute previewed_at refused_server version changed_by changed_at",
    ),
  ],
  mapping_waits: [stays("bookkeeping", "administration_id connection_id what from_value kind external_id")],
  mappings: [stays("bookkeeping", "administration_id connection_id what from_value to_value changed_at")],
  memberships: [stays("bookkeeping", "administration_id user_id role created_at")],
  modules: [stays("bookkeeping", "administration_id module state licence changed_at licensed_until changed_by")],
  nodes: [
    stays("bookkeeping", "id role host pid started_at seen_at version draining_since jobs_active jobs_last_minute"),
  ],
  number_counters: [stays("ownBooks", "administration_id kind series year next")],
  number_series: [stays("ownBooks", "administration_id kind series format last_issue_date")],
  outbox: [
    stays(
      "bookkeeping",
      "id administration_id unique_key channel state document_id attempts next_attempt_at created_at edition requested_by message_id reason_code first_failed_at sent_at",
    ),
    emptied("passThrough", "recipient payload reason_text"),
  ],
  outside_documents: [
    stays(
      "bookkeeping",
      "id administration_id connection_id coupling_id source_connection_id source_order_id business_key kind remote_id number issue_date currency total_amount remote_customer_id created_at",
    ),
    emptied("passThrough", "content"),
  ],
  parties: [
    stays("bookkeeping", "id administration_id language created_at version changed_at changed_by archived_at"),
    withPerson(
      "bookkeeping",
      "automatic_key name contact_name email normalised_email phone vat_identifier legal_registration_identifier sort_name search",
    ),
  ],
  partner_follow_ups: [
    stays(
      "bookkeeping",
      "administration_id relation_id partner_order_id document_id doc_type state attempts next_attempt_at problem created_at",
    ),
  ],
  partner_orders: [
    stays(
      "ownBooks",
      "administration_id id relation_id side order_number document_id message_id revision state fingerprint lines responses papers needs_look created_at changed_at changed_by version",
    ),
    withPerson("ownBooks", "asked pending response problem"),
  ],
  partner_waiting_orders: [stays("ownBooks", "administration_id document_id relation_id requested_at requested_by")],
  party_addresses: [withPerson("bookkeeping", "id administration_id party_id kind address")],
  party_identifiers: [withPerson("bookkeeping", "administration_id party_id scheme value")],
  pay_links: [stays("bookkeeping", "administration_id document_id key created_at")],
  payment_allocations: [stays("ownBooks", "administration_id payment_id document_id amount id created_at")],
  payment_attempts: [
    stays(
      "bookkeeping",
      "id administration_id document_id connection_id external_id state amount currency refunded charged_back checkout_url expires_at claimed_until asked_at next_look_at created_at",
    ),
  ],
  payments: [
    stays(
      "ownBooks",
      "id administration_id source_key direction amount currency method transaction_id paid_at created_at reverses_id reason entered_by moved_instead_of",
    ),
  ],
  punchout_attempts: [rows("raw", "administration_id session_id number at content_type body")],
  punchout_sessions: [
    rows(
      "trace",
      "administration_id id entry_id connection_id user_id opened_by document_id token_hash sealed_start opened_at expires_at used_at basket_id",
    ),
  ],
  price_batches: [
    stays(
      "ownBooks",
      "id administration_id kind party_id price_list_id state counts groups_before created_at created_by applied_at undone_at undone_by price_run_id place",
    ),
  ],
  price_batch_changes: [stays("ownBooks", "administration_id batch_id kind item_id previous version_after outcome")],
  price_run_answers: [
    rows(
      "passThrough",
      "administration_id run_id code line lines supplier_item_id item_id name quantity unit_code bucket status answer old cost change_percent verdict reasons flags is_ticked asked_at left_out",
    ),
  ],
  price_runs: [
    rows(
      "passThrough",
      "administration_id id price_list_id document_id connection_id party_id alias asks_again state cursor total done counts asking paced_at paced_from failures first_failed_at next_at reason_code reason_text order_change order_changed_at order_changed_by order_undone_at begun_at begun_by asked_at finished_at ended_by version",
    ),
  ],
  price_import_groups: [rows("passThrough", "administration_id import_id kind code line name discounts")],
  price_import_parts: [rows("raw", "administration_id import_id position bytes")],
  price_import_problems: [rows("passThrough", "administration_id import_id line place value text values")],
  price_import_rows: [rows("passThrough", "administration_id import_id code line fields state reasons is_taken")],
  price_imports: [
    rows(
      "passThrough",
      "id administration_id price_list_id batch_id state file_name file_size format columns is_whole_list takes_suspicious place counts failure created_at created_by applied_at applied_by",
    ),
  ],
  price_lists: [
    stays(
      "ownBooks",
      "id administration_id party_id name currency terms file_map version created_at changed_at changed_by archived_at",
    ),
  ],
  product_groups: [stays("ownBooks", "administration_id party_id code name")],
  purchase_sendings: [
    stays(
      "ownBooks",
      "id administration_id document_id party_id edition order_edition channel connection_id outbox_id state fingerprint answer supplier_order_id supplier_number answer_text answer_lines reason_code reason_text asks_person failures next_at requested_at requested_by sent_at settled_by",
    ),
  ],
  rate_books: [stays("bookkeeping", "key book changed_at")],
  relation_directions: [stays("bookkeeping", "administration_id relation_id doc_type way enabled announced")],
  relation_events: [
    rows(
      "trace",
      "administration_id id at duration_ms relation_id way doc_type mode message_id business_id revision body_sha256 step code text details document_id actor",
    ),
  ],
  relation_invitations: [
    stays(
      "bookkeeping",
      "administration_id id relation_id sealed_secret created_at created_by expires_at used_at wrong_attempts",
    ),
  ],
  relation_item_codes: [
    stays("ownBooks", "administration_id relation_id code item_id unit_factor taught_at taught_by"),
  ],
  relation_keys: [
    stays(
      "bookkeeping",
      "administration_id relation_id owner kid public_key sealed_private_key valid_from valid_to state announcement",
    ),
  ],
  relation_messages: [
    stays(
      "bookkeeping",
      "administration_id relation_id way message_id seq doc_type revision replaces business_id in_reply_to document_id mode content_sha256 sha256 jws state attempts next_attempt_at expires_at created_at created_by changed_at delivered_at receipt receipt_jws",
    ),
    emptied("passThrough", "envelope content problem"),
  ],
  relation_nonces: [stays("bookkeeping", "administration_id relation_id kid nonce seen_at")],
  relation_notices: [
    rows(
      "trace",
      "administration_id id relation_id kind body sealed_secret state attempts next_attempt_at expires_at created_at problem",
    ),
  ],
  relation_statements: [
    stays(
      "bookkeeping",
      "administration_id id relation_id period_from period_to state own own_jws partner partner_jws differences drawn_up_at drawn_up_by answered_at",
    ),
  ],
  relations: [
    stays(
      "bookkeeping",
      "administration_id id side state state_changed_at state_changed_by suspended_by_us suspended_by_partner party_id own partner own_hub partner_hub is_local mode confirmed_at confirmed_by partner_confirmed_at comparison_code expires_at ended_at settings next_seq received_seq acknowledged_seq partner_pulls own_announced partner_announced partner_maximum_bytes pulled_at next_pull_at pull_failures trouble created_at created_by changed_at changed_by version",
    ),
  ],
  restricted_documents: [stays("ownBooks", "administration_id document_id until restricted_at")],
  retention_passes: [stays("bookkeeping", "administration_id id at deleted")],
  rewritten_tables: [stays("bookkeeping", "name rewritten_at")],
  retention_settings: [
    stays(
      "bookkeeping",
      "administration_id raw_days trace_days pass_through_days own_books_years version changed_by changed_at",
    ),
  ],
  runs: [partitions("trace", "id administration_id coupling_id connection_id flow started_at finished_at counts")],
  schedule_turns: [stays("bookkeeping", "name taken_at")],
  schema_migrations: [stays("bookkeeping", "number name sha256 applied_at")],
  seen_messages: [stays("bookkeeping", "administration_id connection_id message_id seen_at")],
  sent_mails: [rows("trace", "administration_id outbox_id attempt source_gzip sha256 at")],
  sign_in_limits: [stays("bookkeeping", "subject attempts free_at seen_at")],
  stock_movements: [
    stays("ownBooks", "id administration_id item_id location_id quantity document_id document_position reason at"),
  ],
  subscriptions: [stays("bookkeeping", "administration_id connection_id external_id topic active checked_at")],
  supplier_basket_lines: [
    rows(
      "passThrough",
      "administration_id basket_id position as_read cost cost_flags item_id match supplier_item_id is_ticked quantity unit_code entered_price taken_quantity",
    ),
  ],
  supplier_basket_takings: [stays("bookkeeping", "administration_id basket_id key document_id lines at taken_by")],
  supplier_baskets: [
    stays(
      "bookkeeping",
      "administration_id id entry_id connection_id party_id alias user_id fetched_by fetched_at source document_id supplier_document_id suppliers_basket_id currency content_hash doubles_id is_double_wanted state emptied emptied_at emptied_by client_key raw_content_type version",
    ),
    emptied("raw", "raw remarks"),
  ],
  supplier_documents: [
    stays(
      "bookkeeping",
      "administration_id id entry_id connector connection_id party_id alias user_id supplier_key source kind number numbers our_order_number document_date currency line_count content_hash raw_content_type fetched_at fetched_by",
    ),
    emptied("raw", "raw remarks file_name"),
    emptied("passThrough", "content"),
  ],
  supplier_entries: [
    stays(
      "bookkeeping",
      "administration_id id function connector connection_id party_id alias user_id position version created_at changed_at changed_by",
    ),
  ],
  supplier_item_prices: [
    stays(
      "ownBooks",
      "administration_id supplier_item_id batch_id version_after previous net currency basis_quantity basis_unit_code cost_per_use_unit price_source priced_at valid_from valid_to replaced_at outcome",
    ),
  ],
  supplier_items: [
    stays(
      "ownBooks",
      "id administration_id price_list_id party_id item_id suppliers_item_identifier manufacturers_item_identifier brand_name gtin name category discount_group currency gross net discounts net_from basis_quantity basis_unit_code order_unit_code per_order_unit use_unit_code use_per_order minimum multiple pack_quantity tiers surcharges metal vat_rate valid_from valid_to price_status cost_per_use_unit cost_flags sales_rule price_source priced_at not_in_list_since version changed_at changed_by",
    ),
  ],
  supplier_units: [stays("ownBooks", "administration_id party_id suppliers_word unit_code changed_at changed_by")],
  user_events: [rows("trace", "administration_id id at user_id actor action details")],
  webhook_sightings: [
    stays("bookkeeping", "administration_id connection_id webhook_id topic pinged_at delivered_at sender"),
  ],
};
