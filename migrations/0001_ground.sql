-- Every table of an administration is under row-level security; the hub's own stand in the allow-list of
-- src/store/row-security.db.test.ts. States and kinds are text with a check, not enum: only leakproof operators may use
-- an index under a policy. Own-books tables give the app role no delete.

create table administrations (
  id uuid primary key,
  name text not null check (name <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null check (language in ('nl', 'fr', 'en', 'de')),
  time_zone text not null,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  vat_identifier text not null default '',
  legal_registration_identifier text not null default '',
  email text not null default '',
  phone text not null default '',
  iban text not null default '',
  address jsonb not null default '{}',
  payment_term_days int not null default 14 check (payment_term_days between 0 and 365),
  created_at timestamptz not null default now()
);

create table memberships (
  administration_id uuid not null references administrations,
  user_id text not null,
  role text not null check (role in ('owner', 'administrator', 'bookkeeper', 'buyer', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (administration_id, user_id)
);

create table modules (
  administration_id uuid not null references administrations,
  module text not null,
  state text not null default 'off' check (state in ('off', 'on')),
  licence text,
  changed_at timestamptz not null default now(),
  primary key (administration_id, module)
);

create table connections (
  id uuid primary key,
  administration_id uuid not null references administrations,
  connector text not null,
  name text not null check (name <> ''),
  settings jsonb not null default '{}',
  account text not null default '',
  -- Which account at the product, however its address was written: connected twice, it would be booked twice.
  account_key text not null,
  state text not null default 'unchecked' check (state in ('unchecked', 'connected', 'reconnect', 'unreachable', 'paused')),
  state_reason text not null default '',
  -- Unguessable part of the hook path; unique over the hub, so that a path alone finds its connection.
  hook_key text not null unique,
  sealed_hook_secret bytea not null,
  polling_only boolean not null default false,
  -- Set while the other side cannot be reached: nothing is fetched before.
  retry_at timestamptz,
  failures int not null default 0,
  created_at timestamptz not null default now(),
  unique (administration_id, id)
);
create unique index connections_account on connections (administration_id, account_key);

create table credentials (
  administration_id uuid not null,
  connection_id uuid not null,
  name text not null,
  sealed bytea not null,
  changed_at timestamptz not null default now(),
  primary key (administration_id, connection_id, name),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

create table subscriptions (
  administration_id uuid not null,
  connection_id uuid not null,
  external_id text not null,
  topic text not null,
  active boolean not null,
  checked_at timestamptz not null default now(),
  primary key (administration_id, connection_id, external_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

create table couplings (
  id uuid primary key,
  administration_id uuid not null,
  kind text not null check (kind in ('shopOrders')),
  source_connection_id uuid not null,
  -- Null: the built-in back office.
  target_connection_id uuid,
  state text not null default 'off' check (state in ('off', 'dry', 'live')),
  settings jsonb not null default '{}',
  settings_version int not null default 1,
  -- Orders still to be ignored at the start (C8.3).
  offset_left int not null default 0 check (offset_left >= 0),
  -- Every change up to here has been asked for by the sweep.
  swept_until timestamptz,
  created_at timestamptz not null default now(),
  unique (administration_id, id),
  foreign key (administration_id, source_connection_id) references connections (administration_id, id),
  foreign key (administration_id, target_connection_id) references connections (administration_id, id)
);
-- Coupled twice, an order would be booked twice.
create unique index couplings_source on couplings (administration_id, source_connection_id, kind);

create table deliveries (
  id uuid not null,
  administration_id uuid not null,
  connection_id uuid not null,
  received_at timestamptz not null default now(),
  state text not null check (state in ('received', 'done', 'quarantined', 'ignored')),
  topic text not null default '',
  external_id text not null default '',
  reason text not null default '',
  headers jsonb not null default '{}',
  body bytea not null,
  primary key (administration_id, id, received_at)
) partition by range (received_at);
-- Compressing raw bodies costs a third of the intake (traps.md 5.2).
alter table deliveries alter column body set storage external;
create index deliveries_open on deliveries (administration_id, connection_id, received_at) where state = 'received';
create index deliveries_open_record on deliveries (administration_id, connection_id, external_id) where state = 'received';
create index deliveries_quarantined on deliveries (administration_id, connection_id, received_at) where state = 'quarantined';
create table deliveries_rest partition of deliveries default;

-- One row per record of a source we have heard of; what became of it.
create table inbox (
  administration_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('order')),
  external_id text not null,
  number text not null default '',
  status text not null default '',
  outcome text check (outcome in ('documented', 'skipped', 'waiting', 'held', 'failed')),
  reason_code text,
  reason_text text not null default '',
  reason_details jsonb not null default '{}',
  fingerprint text not null default '',
  source_modified_at timestamptz,
  placed_at timestamptz,
  currency text not null default '',
  total numeric,
  tie_out jsonb,
  -- Of the fiscal content that was documented; another one later is drift.
  documented_fingerprint text not null default '',
  -- The source changed after we acted on it.
  drifted_at timestamptz,
  attempts int not null default 0,
  first_failed_at timestamptz,
  next_attempt_at timestamptz,
  heard_at timestamptz not null default now(),
  decided_at timestamptz,
  primary key (administration_id, connection_id, kind, external_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);
create index inbox_due on inbox (administration_id, connection_id, next_attempt_at) where next_attempt_at is not null;
create index inbox_outcome on inbox (administration_id, outcome, heard_at desc);

create table exchanges (
  id uuid not null,
  administration_id uuid not null,
  connection_id uuid not null,
  run_id uuid not null,
  at timestamptz not null default now(),
  method text not null,
  url text not null,
  status int,
  answer text not null,
  elapsed_ms int not null,
  primary key (administration_id, id, at)
) partition by range (at);
alter table exchanges alter column answer set storage external;
create table exchanges_rest partition of exchanges default;

create table links (
  administration_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('order', 'customer', 'item', 'document')),
  external_id text not null,
  our_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (administration_id, connection_id, kind, external_id, our_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);
create index links_ours on links (administration_id, kind, our_id);

-- One effect per business key, for ever: what makes "nothing doubled" true also after a crash.
create table effects (
  administration_id uuid not null,
  business_key text not null,
  operation text not null,
  connection_id uuid,
  state text not null check (state in ('intent', 'done', 'unknown')),
  remote_id text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (administration_id, business_key)
);

create table runs (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid,
  connection_id uuid,
  flow text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  primary key (administration_id, id, started_at)
) partition by range (started_at);
create table runs_rest partition of runs default;

create table events (
  id uuid not null,
  administration_id uuid not null,
  at timestamptz not null default now(),
  run_id uuid,
  connection_id uuid,
  external_id text not null default '',
  level text not null check (level in ('info', 'warning', 'error')),
  code text not null,
  data jsonb not null default '{}',
  primary key (administration_id, id, at)
) partition by range (at);
create index events_of_record on events (administration_id, connection_id, external_id, at);
create table events_rest partition of events default;

create table mappings (
  administration_id uuid not null,
  connection_id uuid not null,
  what text not null check (what in ('untaxedLine', 'exchangeRate', 'orderStatus', 'paymentMethod')),
  from_value text not null,
  to_value jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (administration_id, connection_id, what, from_value),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

-- Who waits for a mapping: filling it in makes them due.
create table mapping_waits (
  administration_id uuid not null,
  connection_id uuid not null,
  what text not null,
  from_value text not null,
  kind text not null,
  external_id text not null,
  primary key (administration_id, connection_id, what, from_value, kind, external_id),
  foreign key (administration_id, connection_id, kind, external_id) references inbox
);

create table alarms (
  id uuid primary key,
  administration_id uuid not null references administrations,
  kind text not null,
  subject text not null,
  opened_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  closed_at timestamptz,
  occurrences int not null default 1,
  text text not null
);
create unique index alarms_open on alarms (administration_id, kind, subject) where closed_at is null;

create table parties (
  id uuid primary key,
  administration_id uuid not null references administrations,
  -- How the shop-order flow finds again what it made; null for parties made by hand or imported.
  automatic_key text,
  name text not null,
  contact_name text not null default '',
  email text not null default '',
  normalised_email text not null default '',
  phone text not null default '',
  language text check (language in ('nl', 'fr', 'en', 'de')),
  vat_identifier text not null default '',
  legal_registration_identifier text not null default '',
  created_at timestamptz not null default now(),
  unique (administration_id, automatic_key),
  unique (administration_id, id)
);
create index parties_email on parties (administration_id, normalised_email) where normalised_email <> '';

create table party_addresses (
  id uuid primary key,
  administration_id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('postal', 'delivery', 'site')),
  address jsonb not null,
  foreign key (administration_id, party_id) references parties (administration_id, id)
);
create index party_addresses_party on party_addresses (administration_id, party_id);

create table party_identifiers (
  administration_id uuid not null,
  party_id uuid not null,
  scheme text not null,
  value text not null,
  primary key (administration_id, party_id, scheme, value),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);

create table items (
  id uuid primary key,
  administration_id uuid not null references administrations,
  sellers_item_identifier text not null,
  name text not null,
  unit_code text not null default 'C62',
  sales_price numeric,
  vat_rate numeric,
  counts_stock boolean not null default true,
  created_at timestamptz not null default now(),
  unique (administration_id, sellers_item_identifier),
  unique (administration_id, id)
);

create table item_codes (
  administration_id uuid not null,
  item_id uuid not null,
  scheme text not null check (scheme in ('gtin', 'manufacturer')),
  code text not null,
  primary key (administration_id, item_id, scheme, code),
  foreign key (administration_id, item_id) references items (administration_id, id)
);
create index item_codes_code on item_codes (administration_id, scheme, code);

create table item_suppliers (
  administration_id uuid not null,
  item_id uuid not null,
  party_id uuid not null,
  suppliers_item_identifier text not null,
  -- Price for `price_quantity` units, without VAT: per 1, per 100 m, per roll.
  purchase_price numeric,
  price_quantity numeric not null default 1 check (price_quantity > 0),
  price_unit_code text not null default 'C62',
  priced_at timestamptz,
  primary key (administration_id, item_id, party_id),
  foreign key (administration_id, item_id) references items (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);
create index item_suppliers_code on item_suppliers (administration_id, party_id, suppliers_item_identifier);

create table locations (
  id uuid primary key,
  administration_id uuid not null references administrations,
  name text not null,
  is_default boolean not null default false,
  unique (administration_id, id)
);
create unique index locations_default on locations (administration_id) where is_default;

create table number_series (
  administration_id uuid not null references administrations,
  kind text not null,
  series text not null default '',
  format text not null default '{yyyy}-{nnnn}',
  -- Number order and date order never cross: nothing is issued in this series before this day.
  last_issue_date date,
  primary key (administration_id, kind, series)
);

create table number_counters (
  administration_id uuid not null,
  kind text not null,
  series text not null default '',
  year int not null,
  next bigint not null default 1 check (next > 0),
  primary key (administration_id, kind, series, year)
);

create table documents (
  id uuid primary key,
  administration_id uuid not null references administrations,
  kind text not null,
  status text not null check (status in ('draft', 'issued', 'cancelled', 'placed', 'confirmed', 'received', 'closed')),
  series text not null default '',
  year int,
  sequence bigint,
  number text,
  issue_date date,
  due_date date,
  tax_point_date date,
  delivery_date date,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  exchange_rate numeric,
  line_extension_amount numeric not null,
  allowance_total_amount numeric not null,
  charge_total_amount numeric not null,
  tax_exclusive_amount numeric not null,
  tax_amount numeric not null,
  tax_inclusive_amount numeric not null,
  prepaid_amount numeric not null,
  payable_rounding_amount numeric not null,
  payable_amount numeric not null,
  tax_amount_in_euro numeric,
  language text not null check (language in ('nl', 'fr', 'en', 'de')),
  buyer_id uuid,
  buyer jsonb not null,
  seller jsonb not null,
  deliver_to jsonb,
  note_above_lines text not null default '',
  internal_note text not null default '',
  order_reference text not null default '',
  buyer_reference text not null default '',
  payment_means_code text not null default '',
  payment_reference text not null default '',
  preceding_document_id uuid,
  coupling_id uuid,
  connection_id uuid,
  source_order_id text,
  flag text,
  created_at timestamptz not null default now(),
  unique (administration_id, id),
  -- The last line of defence of gap-free numbering: no number twice.
  unique (administration_id, kind, series, year, sequence),
  foreign key (administration_id, buyer_id) references parties (administration_id, id),
  foreign key (administration_id, preceding_document_id) references documents (administration_id, id),
  check (status = 'draft' or (number is not null and issue_date is not null and sequence is not null)),
  -- EN 16931 BR-CO-15 and BR-CO-16, to the cent, also against a bug in our own code.
  check (tax_inclusive_amount = tax_exclusive_amount + tax_amount),
  check (payable_amount = tax_inclusive_amount - prepaid_amount + payable_rounding_amount),
  check (tax_exclusive_amount = line_extension_amount - allowance_total_amount + charge_total_amount)
);
-- A payment reference stands on one invoice, for ever.
create unique index documents_payment_reference on documents (administration_id, payment_reference) where kind = 'invoice' and payment_reference <> '';
create index documents_source on documents (administration_id, connection_id, source_order_id) where source_order_id is not null;
create index documents_list on documents (administration_id, kind, issue_date desc, sequence desc);
create index documents_preceding on documents (administration_id, preceding_document_id) where preceding_document_id is not null;

create table document_lines (
  administration_id uuid not null,
  document_id uuid not null,
  position int not null,
  sort int not null,
  kind text not null check (kind in ('item', 'shipping', 'charge', 'deposit', 'contribution', 'surcharge', 'text')),
  parent_position int,
  item_id uuid,
  source_line_id text not null default '',
  item_name text not null,
  description text not null default '',
  sellers_item_identifier text not null default '',
  standard_item_identifier text not null default '',
  quantity numeric not null,
  unit_code text not null,
  net_price numeric not null check (net_price >= 0),
  base_quantity numeric not null default 1,
  line_net_amount numeric not null,
  vat_category text not null check (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  vat_rate numeric not null,
  primary key (administration_id, document_id, position),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);

create table document_allowances (
  administration_id uuid not null,
  document_id uuid not null,
  position int not null,
  kind text not null check (kind in ('allowance', 'charge')),
  amount numeric not null,
  reason_code text not null,
  reason text not null,
  vat_category text not null check (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  vat_rate numeric not null,
  primary key (administration_id, document_id, position),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);

create table document_vat (
  administration_id uuid not null,
  document_id uuid not null,
  vat_category text not null check (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  vat_rate numeric not null,
  vat_country text not null,
  taxable_amount numeric not null,
  tax_amount numeric not null,
  gross_amount numeric not null,
  source_tax_amount numeric,
  exemption_reason_code text,
  exemption_reason text,
  primary key (administration_id, document_id, vat_category, vat_rate),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);

-- A line that came from another document's line: what is left to deliver or invoice is the difference, never stored.
create table document_conversions (
  administration_id uuid not null,
  from_document_id uuid not null,
  from_position int not null,
  to_document_id uuid not null,
  to_position int not null,
  quantity numeric not null,
  primary key (administration_id, from_document_id, from_position, to_document_id, to_position),
  foreign key (administration_id, from_document_id, from_position) references document_lines,
  foreign key (administration_id, to_document_id, to_position) references document_lines
);

create table stock_movements (
  id uuid primary key,
  administration_id uuid not null,
  item_id uuid not null,
  location_id uuid not null,
  -- Negative leaves the location.
  quantity numeric not null,
  document_id uuid,
  document_position int,
  reason text not null check (reason in ('sale', 'return', 'purchase', 'count', 'transfer')),
  at timestamptz not null default now(),
  unique (administration_id, document_id, document_position),
  foreign key (administration_id, item_id) references items (administration_id, id),
  foreign key (administration_id, location_id) references locations (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);
create index stock_movements_item on stock_movements (administration_id, item_id, location_id);

create table payments (
  id uuid primary key,
  administration_id uuid not null references administrations,
  -- Where it was seen: one payment of a source is booked once.
  source_key text not null,
  direction text not null check (direction in ('in', 'out')),
  amount numeric not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  method text not null default '',
  transaction_id text not null default '',
  paid_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (administration_id, source_key),
  unique (administration_id, id)
);

create table payment_allocations (
  administration_id uuid not null,
  payment_id uuid not null,
  document_id uuid not null,
  amount numeric not null,
  primary key (administration_id, payment_id, document_id),
  foreign key (administration_id, payment_id) references payments (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);
create index payment_allocations_document on payment_allocations (administration_id, document_id);

create table files (
  id uuid primary key,
  administration_id uuid not null references administrations,
  document_id uuid,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 text not null,
  retention_class text not null check (retention_class in ('raw', 'trace', 'passThrough', 'ownBooks', 'bookkeeping')),
  created_at timestamptz not null default now(),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);
-- The XML of a document is written once and never again.
create unique index files_once on files (administration_id, document_id, media_type) where document_id is not null;

create table outbox (
  id uuid primary key,
  administration_id uuid not null references administrations,
  -- (document, recipient, template): nothing is sent twice unless a person asks.
  unique_key text not null,
  channel text not null check (channel in ('mail', 'peppol', 'accountant', 'partner')),
  state text not null default 'queued' check (state in ('queued', 'sent', 'delivered', 'failed', 'unknown')),
  document_id uuid,
  recipient text not null,
  payload jsonb not null,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  unique (administration_id, unique_key),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);

create table audit (
  administration_id uuid not null references administrations,
  sequence bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details_sha256 text not null,
  previous_sha256 text not null,
  sha256 text not null,
  primary key (administration_id, sequence)
);

create table audit_details (
  administration_id uuid not null,
  sequence bigint not null,
  details jsonb not null,
  primary key (administration_id, sequence),
  foreign key (administration_id, sequence) references audit
);

-- Of the hub itself, not of an administration.
create table nodes (
  id uuid primary key,
  role text not null check (role in ('all', 'server', 'worker')),
  host text not null,
  pid int not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table access_tokens (
  id uuid primary key,
  -- Keyed hash; the token itself is shown once and not kept.
  token_hash bytea not null unique,
  name text not null,
  -- Null: every administration of the hub (the operator's own).
  administration_id uuid references administrations,
  role text not null check (role in ('operator', 'owner', 'administrator', 'bookkeeper', 'buyer', 'viewer')),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
