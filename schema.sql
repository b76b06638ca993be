-- The schema after all migrations. Made by `npm run schema`; edit a migration instead.

create table access_tokens (
  id uuid not null,
  token_hash bytea not null,
  name text not null,
  administration_id uuid,
  role text not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  constraint access_tokens_pkey PRIMARY KEY (id),
  constraint access_tokens_token_hash_key UNIQUE (token_hash),
  constraint access_tokens_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'owner'::text, 'administrator'::text, 'bookkeeper'::text, 'buyer'::text, 'viewer'::text]))),
  constraint access_tokens_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
grant insert, select, update on access_tokens to schakel_hub;

create table administrations (
  id uuid not null,
  name text not null,
  country text not null,
  language text not null,
  time_zone text not null,
  currency text not null default 'EUR'::text,
  vat_identifier text not null default ''::text,
  legal_registration_identifier text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  iban text not null default ''::text,
  address jsonb not null default '{}'::jsonb,
  payment_term_days integer not null default 14,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  closed_until date,
  gln text not null default ''::text,
  constraint administrations_pkey PRIMARY KEY (id),
  constraint administrations_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint administrations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint administrations_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'fr'::text, 'en'::text, 'de'::text]))),
  constraint administrations_name_check CHECK ((name <> ''::text)),
  constraint administrations_payment_term_days_check CHECK (((payment_term_days >= 0) AND (payment_term_days <= 365)))
);
alter table administrations enable row level security;
create policy hub_lists on administrations for select to schakel_hub using true;
create policy own_administration on administrations for all to schakel_app, schakel_reader using (id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER country_stays BEFORE UPDATE ON public.administrations FOR EACH ROW WHEN ((new.country <> old.country)) EXECUTE FUNCTION refuse_change_of_country();
grant insert, select on administrations to schakel_app;
grant select (id, name, country, time_zone) on administrations to schakel_hub;
grant select on administrations to schakel_reader;
grant update (name, country, language, time_zone, vat_identifier, legal_registration_identifier, email, phone, iban, address, payment_term_days, version, changed_at, changed_by, closed_until, gln) on administrations to schakel_app;

create table alarm_mutes (
  administration_id uuid not null,
  kind text not null,
  subject text not null,
  until timestamp with time zone not null,
  muted_by text not null,
  muted_at timestamp with time zone not null default now(),
  constraint alarm_mutes_pkey PRIMARY KEY (administration_id, kind, subject),
  constraint alarm_mutes_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table alarm_mutes enable row level security;
create policy own_administration on alarm_mutes for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select, update on alarm_mutes to schakel_app;
grant select on alarm_mutes to schakel_reader;

create table alarm_settings (
  administration_id uuid not null,
  recipients jsonb not null,
  version integer not null default 1,
  changed_by text not null,
  changed_at timestamp with time zone not null default now(),
  constraint alarm_settings_pkey PRIMARY KEY (administration_id),
  constraint alarm_settings_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table alarm_settings enable row level security;
create policy own_administration on alarm_settings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select, update on alarm_settings to schakel_app;
grant select on alarm_settings to schakel_reader;

create table alarms (
  id uuid not null,
  administration_id uuid not null,
  kind text not null,
  subject text not null,
  opened_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  occurrences integer not null default 1,
  text text not null,
  told_at timestamp with time zone,
  times_told integer not null default 0,
  over_settled_at timestamp with time zone,
  facts jsonb not null default '{}'::jsonb,
  constraint alarms_pkey PRIMARY KEY (id),
  constraint alarms_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX alarms_open ON public.alarms USING btree (administration_id, kind, subject) WHERE (closed_at IS NULL);
CREATE INDEX alarms_unsettled ON public.alarms USING btree (administration_id) WHERE ((closed_at IS NULL) OR (over_settled_at IS NULL));
alter table alarms enable row level security;
create policy own_administration on alarms for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER alarms_tell AFTER INSERT OR UPDATE ON public.alarms FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant delete, insert, select, update on alarms to schakel_app;
grant select on alarms to schakel_reader;

create table audit (
  administration_id uuid not null,
  sequence bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subject text not null,
  details_sha256 text not null,
  previous_sha256 text not null,
  sha256 text not null,
  constraint audit_pkey PRIMARY KEY (administration_id, sequence),
  constraint audit_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX audit_actors ON public.audit USING btree (administration_id, actor, sequence);
alter table audit enable row level security;
create policy own_administration on audit for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on audit to schakel_app;
grant select on audit to schakel_reader;

create table audit_checks (
  administration_id uuid not null,
  checked_at timestamp with time zone not null,
  sequence bigint not null,
  fault text,
  fault_sequence bigint,
  constraint audit_checks_pkey PRIMARY KEY (administration_id),
  constraint audit_checks_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table audit_checks enable row level security;
create policy own_administration on audit_checks for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select, update on audit_checks to schakel_app;
grant select on audit_checks to schakel_reader;

create table audit_details (
  administration_id uuid not null,
  sequence bigint not null,
  details jsonb not null,
  constraint audit_details_pkey PRIMARY KEY (administration_id, sequence),
  constraint audit_details_administration_id_sequence_fkey FOREIGN KEY (administration_id, sequence) REFERENCES audit(administration_id, sequence)
);
alter table audit_details enable row level security;
create policy own_administration on audit_details for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on audit_details to schakel_app;
grant select on audit_details to schakel_reader;

create table audit_heads (
  day date not null,
  chain text not null,
  sequence bigint not null,
  sha256 text not null,
  mailed_at timestamp with time zone,
  constraint audit_heads_pkey PRIMARY KEY (day, chain)
);
grant insert, select on audit_heads to schakel_hub;
grant update (mailed_at) on audit_heads to schakel_hub;

create table bulk_action_orders (
  administration_id uuid not null,
  action_id uuid not null,
  connection_id uuid not null,
  external_id text not null,
  state text not null default 'waiting'::text,
  told_at timestamp with time zone,
  before jsonb,
  after jsonb,
  constraint bulk_action_orders_pkey PRIMARY KEY (administration_id, action_id, connection_id, external_id),
  constraint bulk_action_orders_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'told'::text, 'left'::text]))),
  constraint bulk_action_orders_administration_id_action_id_fkey FOREIGN KEY (administration_id, action_id) REFERENCES bulk_actions(administration_id, id)
);
CREATE INDEX bulk_action_orders_waiting ON public.bulk_action_orders USING btree (administration_id, action_id) WHERE (state = 'waiting'::text);
alter table bulk_action_orders enable row level security;
create policy own_administration on bulk_action_orders for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on bulk_action_orders to schakel_app;
grant select on bulk_action_orders to schakel_reader;
grant update (state, told_at, before, after) on bulk_action_orders to schakel_app;

create table bulk_actions (
  id uuid not null,
  administration_id uuid not null,
  act text not null,
  reason text not null default ''::text,
  asked jsonb not null,
  connection_id uuid,
  since timestamp with time zone,
  cursor text,
  is_listed boolean not null,
  state text not null default 'running'::text,
  counts jsonb not null default '{}'::jsonb,
  reason_code text not null default ''::text,
  reason_text text not null default ''::text,
  requested_at timestamp with time zone not null default now(),
  requested_by text not null,
  told_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint bulk_actions_pkey PRIMARY KEY (id),
  constraint bulk_actions_administration_id_id_key UNIQUE (administration_id, id),
  constraint bulk_actions_act_check CHECK ((act = ANY (ARRAY['retry'::text, 'again'::text, 'skip'::text, 'since'::text]))),
  constraint bulk_actions_check CHECK (((act <> 'since'::text) OR ((connection_id IS NOT NULL) AND (since IS NOT NULL)))),
  constraint bulk_actions_state_check CHECK ((state = ANY (ARRAY['running'::text, 'watching'::text, 'done'::text, 'stopped'::text, 'failed'::text]))),
  constraint bulk_actions_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint bulk_actions_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX bulk_actions_busy ON public.bulk_actions USING btree (administration_id) WHERE (state = ANY (ARRAY['running'::text, 'watching'::text]));
CREATE INDEX bulk_actions_list ON public.bulk_actions USING btree (administration_id, requested_at DESC, id DESC);
alter table bulk_actions enable row level security;
create policy own_administration on bulk_actions for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on bulk_actions to schakel_app;
grant select on bulk_actions to schakel_reader;
grant update (cursor, is_listed, state, counts, reason_code, reason_text, told_at, finished_at) on bulk_actions to schakel_app;

create table catalogue_records (
  administration_id uuid not null,
  coupling_id uuid not null,
  external_id text not null,
  code text not null default ''::text,
  matched_code text not null default ''::text,
  target_id text not null default ''::text,
  target_parent_id text not null default ''::text,
  fingerprint text not null default ''::text,
  written jsonb not null default '{}'::jsonb,
  intended jsonb,
  state text not null default 'new'::text,
  kept text[] not null default '{}'::text[],
  reason_code text,
  reason_details jsonb not null default '{}'::jsonb,
  name text not null default ''::text,
  changes jsonb not null default '[]'::jsonb,
  observed_at timestamp with time zone,
  attempts integer not null default 0,
  first_failed_at timestamp with time zone,
  next_attempt_at timestamp with time zone,
  seen_run_id uuid,
  run_id uuid,
  decided_at timestamp with time zone,
  constraint catalogue_records_pkey PRIMARY KEY (administration_id, coupling_id, external_id),
  constraint catalogue_records_state_check CHECK ((state = ANY (ARRAY['new'::text, 'toCreate'::text, 'toUpdate'::text, 'same'::text, 'writing'::text, 'created'::text, 'updated'::text, 'skipped'::text, 'held'::text, 'waiting'::text, 'failed'::text, 'gone'::text]))),
  constraint catalogue_records_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id)
);
CREATE INDEX catalogue_records_code ON public.catalogue_records USING btree (administration_id, coupling_id, code);
CREATE INDEX catalogue_records_due ON public.catalogue_records USING btree (administration_id, coupling_id, next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE INDEX catalogue_records_state ON public.catalogue_records USING btree (administration_id, coupling_id, state, external_id);
alter table catalogue_records enable row level security;
create policy own_administration on catalogue_records for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on catalogue_records to schakel_app;
grant select on catalogue_records to schakel_reader;
grant update (code, matched_code, target_id, target_parent_id, fingerprint, written, intended, state, kept, reason_code, reason_details, name, changes, observed_at, attempts, first_failed_at, next_attempt_at, seen_run_id, run_id, decided_at) on catalogue_records to schakel_app;

create table catalogue_runs (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid not null,
  scope text not null,
  since timestamp with time zone,
  state text not null,
  is_paused boolean not null default false,
  cursor text,
  total integer,
  seen_until timestamp with time zone,
  failures integer not null default 0,
  reason_code text,
  reason_text text not null default ''::text,
  next_at timestamp with time zone not null default now(),
  requested_by text not null,
  started_by text not null default ''::text,
  counts jsonb not null default '{}'::jsonb,
  begun_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint catalogue_runs_pkey PRIMARY KEY (id),
  constraint catalogue_runs_administration_id_id_key UNIQUE (administration_id, id),
  constraint catalogue_runs_check CHECK (((state = ANY (ARRAY['done'::text, 'stopped'::text])) = (ended_at IS NOT NULL))),
  constraint catalogue_runs_scope_check CHECK ((scope = ANY (ARRAY['first'::text, 'delta'::text, 'from'::text, 'night'::text]))),
  constraint catalogue_runs_state_check CHECK ((state = ANY (ARRAY['looking'::text, 'ready'::text, 'writing'::text, 'done'::text, 'stopped'::text]))),
  constraint catalogue_runs_total_check CHECK ((total >= 0)),
  constraint catalogue_runs_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint catalogue_runs_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX catalogue_runs_busy ON public.catalogue_runs USING btree (administration_id, coupling_id) WHERE (ended_at IS NULL);
CREATE INDEX catalogue_runs_list ON public.catalogue_runs USING btree (administration_id, coupling_id, begun_at DESC);
alter table catalogue_runs enable row level security;
create policy own_administration on catalogue_runs for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER catalogue_runs_tell AFTER INSERT OR UPDATE ON public.catalogue_runs FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant delete, insert, select on catalogue_runs to schakel_app;
grant select on catalogue_runs to schakel_reader;
grant update (state, is_paused, cursor, total, seen_until, failures, reason_code, reason_text, next_at, started_by, counts, ended_at) on catalogue_runs to schakel_app;

create table completeness_statements (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid not null,
  connection_id uuid not null,
  period_from date not null,
  period_to date not null,
  at timestamp with time zone not null,
  asked_by text not null,
  unexplained integer,
  reason_code text,
  reason_text text not null default ''::text,
  figures jsonb,
  entries jsonb not null default '{}'::jsonb,
  gaps jsonb not null default '[]'::jsonb,
  constraint completeness_statements_pkey PRIMARY KEY (id),
  constraint completeness_statements_check CHECK ((period_to >= period_from)),
  constraint completeness_statements_check1 CHECK (((unexplained IS NULL) = (figures IS NULL))),
  constraint completeness_statements_check2 CHECK (((unexplained IS NULL) = (reason_code IS NOT NULL))),
  constraint completeness_statements_unexplained_check CHECK ((unexplained >= 0)),
  constraint completeness_statements_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint completeness_statements_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint completeness_statements_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX completeness_newest ON public.completeness_statements USING btree (administration_id, coupling_id, period_from, period_to, at DESC);
alter table completeness_statements enable row level security;
create policy own_administration on completeness_statements for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on completeness_statements to schakel_app;
grant select on completeness_statements to schakel_reader;

create table connection_tests (
  administration_id uuid not null,
  connection_id uuid not null,
  tested_at timestamp with time zone not null default now(),
  result jsonb not null,
  constraint connection_tests_pkey PRIMARY KEY (administration_id, connection_id),
  constraint connection_tests_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table connection_tests enable row level security;
create policy own_administration on connection_tests for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on connection_tests to schakel_app;
grant select on connection_tests to schakel_reader;
grant update (tested_at, result) on connection_tests to schakel_app;

create table connections (
  id uuid not null,
  administration_id uuid not null,
  connector text not null,
  name text not null,
  settings jsonb not null default '{}'::jsonb,
  account text not null default ''::text,
  account_key text not null,
  state text not null default 'unchecked'::text,
  state_reason text not null default ''::text,
  hook_key text not null,
  sealed_hook_secret bytea not null,
  polling_only boolean not null default false,
  retry_at timestamp with time zone,
  failures integer not null default 0,
  created_at timestamp with time zone not null default now(),
  access_until timestamp with time zone,
  restored_from timestamp with time zone,
  restored_at timestamp with time zone,
  constraint connections_pkey PRIMARY KEY (id),
  constraint connections_administration_id_id_key UNIQUE (administration_id, id),
  constraint connections_hook_key_key UNIQUE (hook_key),
  constraint connections_check CHECK (((restored_from IS NULL) = (restored_at IS NULL))),
  constraint connections_name_check CHECK ((name <> ''::text)),
  constraint connections_state_check CHECK ((state = ANY (ARRAY['unchecked'::text, 'connected'::text, 'reconnect'::text, 'unreachable'::text, 'paused'::text]))),
  constraint connections_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX connections_account ON public.connections USING btree (administration_id, account_key);
alter table connections enable row level security;
create policy own_administration on connections for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER connections_tell AFTER INSERT OR UPDATE ON public.connections FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant insert, select, update on connections to schakel_app;
grant select on connections to schakel_reader;

create table couplings (
  id uuid not null,
  administration_id uuid not null,
  kind text not null,
  source_connection_id uuid not null,
  target_connection_id uuid,
  state text not null default 'off'::text,
  settings jsonb not null default '{}'::jsonb,
  settings_version integer not null default 1,
  offset_left integer not null default 0,
  swept_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  swept_at timestamp with time zone,
  previewed_at timestamp with time zone,
  live_since timestamp with time zone,
  constraint couplings_pkey PRIMARY KEY (id),
  constraint couplings_administration_id_id_key UNIQUE (administration_id, id),
  constraint couplings_kind_check CHECK ((kind = ANY (ARRAY['shopOrders'::text, 'products'::text, 'stock'::text, 'customers'::text]))),
  constraint couplings_offset_left_check CHECK ((offset_left >= 0)),
  constraint couplings_state_check CHECK ((state = ANY (ARRAY['off'::text, 'dry'::text, 'live'::text]))),
  constraint couplings_target_check CHECK (((kind = 'shopOrders'::text) OR ((target_connection_id IS NOT NULL) AND (target_connection_id <> source_connection_id)))),
  constraint couplings_administration_id_source_connection_id_fkey FOREIGN KEY (administration_id, source_connection_id) REFERENCES connections(administration_id, id),
  constraint couplings_administration_id_target_connection_id_fkey FOREIGN KEY (administration_id, target_connection_id) REFERENCES connections(administration_id, id)
);
CREATE UNIQUE INDEX couplings_catalogue ON public.couplings USING btree (administration_id, kind, source_connection_id, target_connection_id) WHERE (kind <> 'shopOrders'::text);
CREATE UNIQUE INDEX couplings_source ON public.couplings USING btree (administration_id, source_connection_id, kind) WHERE (kind = 'shopOrders'::text);
alter table couplings enable row level security;
create policy own_administration on couplings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER couplings_tell AFTER INSERT OR UPDATE ON public.couplings FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant insert, select, update on couplings to schakel_app;
grant select on couplings to schakel_reader;

create table credentials (
  administration_id uuid not null,
  connection_id uuid not null,
  name text not null,
  sealed bytea not null,
  changed_at timestamp with time zone not null default now(),
  constraint credentials_pkey PRIMARY KEY (administration_id, connection_id, name),
  constraint credentials_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table credentials enable row level security;
create policy own_administration on credentials for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select, update on credentials to schakel_app;
grant select on credentials to schakel_reader;

create table deleted_people (
  administration_id uuid not null,
  hash bytea not null,
  deleted_at timestamp with time zone not null,
  constraint deleted_people_pkey PRIMARY KEY (administration_id, hash),
  constraint deleted_people_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table deleted_people enable row level security;
create policy own_administration on deleted_people for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on deleted_people to schakel_app;
grant select on deleted_people to schakel_reader;
grant update (deleted_at) on deleted_people to schakel_app;

create table deliveries (
  id uuid not null,
  administration_id uuid not null,
  connection_id uuid not null,
  received_at timestamp with time zone not null default now(),
  state text not null,
  topic text not null default ''::text,
  external_id text not null default ''::text,
  reason text not null default ''::text,
  headers jsonb not null default '{}'::jsonb,
  body bytea not null,
  constraint deliveries_pkey PRIMARY KEY (administration_id, id, received_at),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'quarantined'::text, 'ignored'::text])))
) partition by range (received_at);
alter table deliveries alter column body set storage external;
CREATE INDEX deliveries_open ON ONLY public.deliveries USING btree (administration_id, connection_id, received_at) WHERE (state = 'received'::text);
CREATE INDEX deliveries_quarantined ON ONLY public.deliveries USING btree (administration_id, connection_id, received_at) WHERE (state = 'quarantined'::text);
CREATE INDEX deliveries_record ON ONLY public.deliveries USING btree (administration_id, connection_id, external_id, received_at);
alter table deliveries enable row level security;
create policy hub_takes_in on deliveries for insert to schakel_hub with check true;
create policy own_administration on deliveries for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on deliveries to schakel_app;
grant insert on deliveries to schakel_hub;
grant select on deliveries to schakel_reader;
grant update (state) on deliveries to schakel_app;

create table deliveries_rest partition of deliveries DEFAULT;

create table discount_groups (
  administration_id uuid not null,
  party_id uuid not null,
  code text not null,
  from_quantity numeric not null default 0,
  name text not null default ''::text,
  discounts jsonb not null,
  valid_from date,
  valid_to date,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint discount_groups_pkey PRIMARY KEY (administration_id, party_id, code, from_quantity),
  constraint discount_groups_code_check CHECK ((code <> ''::text)),
  constraint discount_groups_from_quantity_check CHECK ((from_quantity >= (0)::numeric)),
  constraint discount_groups_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
alter table discount_groups enable row level security;
create policy own_administration on discount_groups for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on discount_groups to schakel_app;
grant select on discount_groups to schakel_reader;
grant update (name, discounts, valid_from, valid_to, version, changed_at, changed_by) on discount_groups to schakel_app;

create table document_allowances (
  administration_id uuid not null,
  document_id uuid not null,
  position integer not null,
  kind text not null,
  amount numeric not null,
  reason_code text not null,
  reason text not null,
  vat_category text not null,
  vat_rate numeric not null,
  constraint document_allowances_pkey PRIMARY KEY (administration_id, document_id, "position"),
  constraint document_allowances_kind_check CHECK ((kind = ANY (ARRAY['allowance'::text, 'charge'::text]))),
  constraint document_allowances_vat_category_check CHECK ((vat_category = ANY (ARRAY['S'::text, 'Z'::text, 'E'::text, 'AE'::text, 'K'::text, 'G'::text, 'O'::text]))),
  constraint document_allowances_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
alter table document_allowances enable row level security;
create policy own_administration on document_allowances for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER issued_allowances_stay BEFORE DELETE OR UPDATE ON public.document_allowances FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_part();
CREATE TRIGGER no_late_allowances AFTER INSERT ON public.document_allowances REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_part();
grant delete, insert, select on document_allowances to schakel_app;
grant select on document_allowances to schakel_reader;

create table document_conversions (
  administration_id uuid not null,
  from_document_id uuid not null,
  from_position integer not null,
  to_document_id uuid not null,
  to_position integer not null,
  quantity numeric not null,
  constraint document_conversions_pkey PRIMARY KEY (administration_id, from_document_id, from_position, to_document_id, to_position),
  constraint document_conversions_administration_id_from_document_id_fr_fkey FOREIGN KEY (administration_id, from_document_id, from_position) REFERENCES document_lines(administration_id, document_id, "position"),
  constraint document_conversions_administration_id_to_document_id_to_p_fkey FOREIGN KEY (administration_id, to_document_id, to_position) REFERENCES document_lines(administration_id, document_id, "position")
);
CREATE INDEX document_conversions_to ON public.document_conversions USING btree (administration_id, to_document_id, to_position);
alter table document_conversions enable row level security;
create policy own_administration on document_conversions for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER conversions_stay BEFORE DELETE ON public.document_conversions FOR EACH ROW EXECUTE FUNCTION refuse_undoing_conversion();
grant delete, insert, select on document_conversions to schakel_app;
grant select on document_conversions to schakel_reader;

create table document_history (
  administration_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  at timestamp with time zone not null default now(),
  actor text not null,
  action text not null,
  data jsonb not null default '{}'::jsonb,
  constraint document_history_pkey PRIMARY KEY (administration_id, id),
  constraint document_history_action_check CHECK ((action = ANY (ARRAY['created'::text, 'edited'::text, 'issued'::text, 'converted'::text, 'credited'::text, 'noted'::text, 'deleted'::text, 'ordered'::text, 'answered'::text, 'settled'::text, 'confirmed'::text, 'received'::text, 'closed'::text]))),
  constraint document_history_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX document_history_document ON public.document_history USING btree (administration_id, document_id, at);
alter table document_history enable row level security;
create policy own_administration on document_history for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on document_history to schakel_app;
grant select on document_history to schakel_reader;

create table document_lines (
  administration_id uuid not null,
  document_id uuid not null,
  position integer not null,
  sort integer not null,
  kind text not null,
  parent_position integer,
  item_id uuid,
  source_line_id text not null default ''::text,
  item_name text not null,
  description text not null default ''::text,
  sellers_item_identifier text not null default ''::text,
  standard_item_identifier text not null default ''::text,
  quantity numeric not null,
  unit_code text not null,
  net_price numeric not null,
  base_quantity numeric not null default 1,
  line_net_amount numeric not null,
  vat_category text not null,
  vat_rate numeric not null,
  price numeric,
  discount_percent numeric not null default 0,
  constraint document_lines_pkey PRIMARY KEY (administration_id, document_id, "position"),
  constraint document_lines_discount_percent_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
  constraint document_lines_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'shipping'::text, 'charge'::text, 'deposit'::text, 'contribution'::text, 'surcharge'::text, 'text'::text, 'subtotal'::text]))),
  constraint document_lines_net_price_check CHECK ((net_price >= (0)::numeric)),
  constraint document_lines_price_check CHECK ((price >= (0)::numeric)),
  constraint document_lines_vat_category_check CHECK ((vat_category = ANY (ARRAY['S'::text, 'Z'::text, 'E'::text, 'AE'::text, 'K'::text, 'G'::text, 'O'::text]))),
  constraint document_lines_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
CREATE INDEX document_lines_item ON public.document_lines USING btree (administration_id, item_id) WHERE (item_id IS NOT NULL);
alter table document_lines enable row level security;
create policy own_administration on document_lines for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER issued_lines_stay BEFORE DELETE OR UPDATE ON public.document_lines FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_part();
CREATE TRIGGER no_late_lines AFTER INSERT ON public.document_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_part();
grant delete, insert, select on document_lines to schakel_app;
grant select on document_lines to schakel_reader;

create table document_texts (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid,
  kind text not null,
  texts jsonb not null,
  version integer not null default 1,
  changed_by text not null default ''::text,
  changed_at timestamp with time zone not null default now(),
  constraint document_texts_pkey PRIMARY KEY (id),
  constraint document_texts_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint document_texts_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX document_texts_place ON public.document_texts USING btree (administration_id, coupling_id, kind) NULLS NOT DISTINCT;
alter table document_texts enable row level security;
create policy own_administration on document_texts for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select, update on document_texts to schakel_app;
grant select on document_texts to schakel_reader;

create table document_vat (
  administration_id uuid not null,
  document_id uuid not null,
  vat_category text not null,
  vat_rate numeric not null,
  vat_country text not null,
  taxable_amount numeric not null,
  tax_amount numeric not null,
  gross_amount numeric not null,
  source_tax_amount numeric,
  exemption_reason_code text,
  exemption_reason text,
  constraint document_vat_pkey PRIMARY KEY (administration_id, document_id, vat_category, vat_rate),
  constraint document_vat_vat_category_check CHECK ((vat_category = ANY (ARRAY['S'::text, 'Z'::text, 'E'::text, 'AE'::text, 'K'::text, 'G'::text, 'O'::text]))),
  constraint document_vat_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
alter table document_vat enable row level security;
create policy own_administration on document_vat for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER issued_vat_stays BEFORE DELETE OR UPDATE ON public.document_vat FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_part();
CREATE TRIGGER no_late_vat AFTER INSERT ON public.document_vat REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_part();
grant delete, insert, select on document_vat to schakel_app;
grant select on document_vat to schakel_reader;

create table documents (
  id uuid not null,
  administration_id uuid not null,
  kind text not null,
  status text not null,
  series text not null default ''::text,
  year integer,
  sequence bigint,
  number text,
  issue_date date,
  due_date date,
  tax_point_date date,
  delivery_date date,
  currency text not null,
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
  language text not null,
  buyer_id uuid,
  buyer jsonb not null,
  seller jsonb not null,
  deliver_to jsonb,
  note_above_lines text not null default ''::text,
  internal_note text not null default ''::text,
  order_reference text not null default ''::text,
  buyer_reference text not null default ''::text,
  payment_means_code text not null default ''::text,
  payment_reference text not null default ''::text,
  preceding_document_id uuid,
  coupling_id uuid,
  connection_id uuid,
  source_order_id text,
  flag text,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  prices_include_tax boolean not null default false,
  vat_of_source boolean not null default false,
  payment_term_days integer,
  entered_allowances jsonb,
  terms text not null default ''::text,
  replaces_document_id uuid,
  edited_at timestamp with time zone,
  edited_by text,
  dated_instead_of date,
  constraint documents_pkey PRIMARY KEY (id),
  constraint documents_administration_id_id_key UNIQUE (administration_id, id),
  constraint documents_administration_id_kind_series_year_sequence_key UNIQUE (administration_id, kind, series, year, sequence),
  constraint documents_check CHECK (((status = 'draft'::text) OR ((number IS NOT NULL) AND (issue_date IS NOT NULL) AND (sequence IS NOT NULL)))),
  constraint documents_check1 CHECK ((tax_inclusive_amount = (tax_exclusive_amount + tax_amount))),
  constraint documents_check2 CHECK ((payable_amount = ((tax_inclusive_amount - prepaid_amount) + payable_rounding_amount))),
  constraint documents_check3 CHECK ((tax_exclusive_amount = ((line_extension_amount - allowance_total_amount) + charge_total_amount))),
  constraint documents_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint documents_draft_without_number CHECK (((status <> 'draft'::text) OR ((number IS NULL) AND (sequence IS NULL)))),
  constraint documents_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'fr'::text, 'en'::text, 'de'::text]))),
  constraint documents_payment_term_days_check CHECK (((payment_term_days >= 0) AND (payment_term_days <= 365))),
  constraint documents_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'cancelled'::text, 'placed'::text, 'confirmed'::text, 'received'::text, 'closed'::text]))),
  constraint documents_administration_id_buyer_id_fkey FOREIGN KEY (administration_id, buyer_id) REFERENCES parties(administration_id, id),
  constraint documents_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint documents_administration_id_preceding_document_id_fkey FOREIGN KEY (administration_id, preceding_document_id) REFERENCES documents(administration_id, id),
  constraint documents_replaces_fkey FOREIGN KEY (administration_id, replaces_document_id) REFERENCES documents(administration_id, id)
);
CREATE INDEX documents_buyer ON public.documents USING btree (administration_id, buyer_id);
CREATE INDEX documents_drafts ON public.documents USING btree (administration_id, kind) WHERE (status = 'draft'::text);
CREATE INDEX documents_newest ON public.documents USING btree (administration_id, COALESCE(issue_date, '9999-12-31'::date) DESC, id DESC);
CREATE INDEX documents_number ON public.documents USING btree (administration_id, number COLLATE "C");
CREATE INDEX documents_order_reference ON public.documents USING btree (administration_id, order_reference COLLATE "C") WHERE (order_reference <> ''::text);
CREATE UNIQUE INDEX documents_payment_reference ON public.documents USING btree (administration_id, payment_reference) WHERE ((kind = 'invoice'::text) AND (payment_reference <> ''::text));
CREATE INDEX documents_preceding ON public.documents USING btree (administration_id, preceding_document_id) WHERE (preceding_document_id IS NOT NULL);
CREATE INDEX documents_replaces ON public.documents USING btree (administration_id, replaces_document_id) WHERE (replaces_document_id IS NOT NULL);
CREATE INDEX documents_source ON public.documents USING btree (administration_id, connection_id, source_order_id) WHERE (source_order_id IS NOT NULL);
alter table documents enable row level security;
create policy own_administration on documents for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER closed_on_insert AFTER INSERT ON public.documents REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_documents();
CREATE TRIGGER closed_on_update AFTER UPDATE ON public.documents REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_documents();
CREATE TRIGGER documents_tell AFTER INSERT OR DELETE OR UPDATE ON public.documents FOR EACH STATEMENT EXECUTE FUNCTION tell_change('documents');
CREATE TRIGGER issued_documents_remain BEFORE DELETE ON public.documents FOR EACH ROW EXECUTE FUNCTION refuse_deleting_issued_document();
CREATE TRIGGER issued_documents_stay BEFORE UPDATE ON public.documents FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_document();
grant delete, insert, select, update on documents to schakel_app;
grant select on documents to schakel_reader;

create table dry_runs (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid not null,
  scope jsonb not null,
  settings jsonb,
  settings_version integer,
  state text not null default 'waiting'::text,
  is_stopping boolean not null default false,
  tries integer not null default 0,
  orders_read integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  causes jsonb not null default '[]'::jsonb,
  rows jsonb not null default '[]'::jsonb,
  rows_left_out integer not null default 0,
  reason_code text not null default ''::text,
  reason_text text not null default ''::text,
  requested_at timestamp with time zone not null default now(),
  requested_by text not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint dry_runs_pkey PRIMARY KEY (id),
  constraint dry_runs_administration_id_id_key UNIQUE (administration_id, id),
  constraint dry_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'stopped'::text, 'failed'::text]))),
  constraint dry_runs_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint dry_runs_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX dry_runs_busy ON public.dry_runs USING btree (administration_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX dry_runs_list ON public.dry_runs USING btree (administration_id, coupling_id, requested_at DESC, id DESC);
alter table dry_runs enable row level security;
create policy own_administration on dry_runs for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on dry_runs to schakel_app;
grant select on dry_runs to schakel_reader;
grant update (settings_version, state, is_stopping, tries, orders_read, counts, causes, rows, rows_left_out, reason_code, reason_text, started_at, finished_at) on dry_runs to schakel_app;

create table effects (
  administration_id uuid not null,
  business_key text not null,
  operation text not null,
  connection_id uuid,
  state text not null,
  remote_id text,
  created_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  remote_number text not null default ''::text,
  attempt integer not null default 0,
  first_attempt_at timestamp with time zone,
  last_attempt_at timestamp with time zone,
  input jsonb,
  mark text not null default ''::text,
  constraint effects_pkey PRIMARY KEY (administration_id, business_key),
  constraint effects_state_check CHECK ((state = ANY (ARRAY['intent'::text, 'done'::text, 'unknown'::text])))
);
alter table effects enable row level security;
create policy own_administration on effects for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER done_effects_stay BEFORE UPDATE ON public.effects FOR EACH ROW WHEN ((old.state = 'done'::text)) EXECUTE FUNCTION refuse_change_of_done_effect();
grant insert, select on effects to schakel_app;
grant select on effects to schakel_reader;
grant update (state, remote_id, settled_at, remote_number, attempt, first_attempt_at, last_attempt_at, input, mark) on effects to schakel_app;

create table events (
  id uuid not null,
  administration_id uuid not null,
  at timestamp with time zone not null default now(),
  run_id uuid,
  connection_id uuid,
  external_id text not null default ''::text,
  level text not null,
  code text not null,
  data jsonb not null default '{}'::jsonb,
  constraint events_pkey PRIMARY KEY (administration_id, id, at),
  constraint events_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text])))
) partition by range (at);
CREATE INDEX events_of_code ON ONLY public.events USING btree (administration_id, code, id);
CREATE INDEX events_of_record ON ONLY public.events USING btree (administration_id, connection_id, external_id, at);
CREATE INDEX events_of_run ON ONLY public.events USING btree (administration_id, run_id);
alter table events enable row level security;
create policy own_administration on events for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on events to schakel_app;
grant select on events to schakel_reader;

create table events_rest partition of events DEFAULT;

create table exchanges (
  id uuid not null,
  administration_id uuid not null,
  connection_id uuid not null,
  run_id uuid not null,
  at timestamp with time zone not null default now(),
  method text not null,
  url text not null,
  status integer,
  answer text not null,
  elapsed_ms integer not null,
  constraint exchanges_pkey PRIMARY KEY (administration_id, id, at)
) partition by range (at);
alter table exchanges alter column answer set storage external;
CREATE INDEX exchanges_of_run ON ONLY public.exchanges USING btree (administration_id, run_id);
alter table exchanges enable row level security;
create policy own_administration on exchanges for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on exchanges to schakel_app;
grant select on exchanges to schakel_reader;

create table exchanges_rest partition of exchanges DEFAULT;

create table files (
  id uuid not null,
  administration_id uuid not null,
  document_id uuid,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 text not null,
  retention_class text not null,
  created_at timestamp with time zone not null default now(),
  constraint files_pkey PRIMARY KEY (id),
  constraint files_retention_class_check CHECK ((retention_class = ANY (ARRAY['raw'::text, 'trace'::text, 'passThrough'::text, 'ownBooks'::text, 'bookkeeping'::text]))),
  constraint files_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint files_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX files_once ON public.files USING btree (administration_id, document_id, media_type) WHERE (document_id IS NOT NULL);
alter table files enable row level security;
create policy own_administration on files for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on files to schakel_app;
grant select on files to schakel_reader;

create table first_migrations (
  administration_id uuid not null,
  coupling_id uuid not null,
  state text not null default 'running'::text,
  from_day date,
  offset_orders integer not null default 0,
  total integer,
  cursor text,
  is_read boolean not null default false,
  read_until timestamp with time zone,
  per_minute integer,
  next_at timestamp with time zone not null,
  failures integer not null default 0,
  reason_code text,
  reason_text text not null default ''::text,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint first_migrations_pkey PRIMARY KEY (administration_id, coupling_id),
  constraint first_migrations_check CHECK (((state = 'done'::text) = (ended_at IS NOT NULL))),
  constraint first_migrations_offset_orders_check CHECK ((offset_orders >= 0)),
  constraint first_migrations_per_minute_check CHECK ((per_minute > 0)),
  constraint first_migrations_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'done'::text]))),
  constraint first_migrations_total_check CHECK ((total >= 0)),
  constraint first_migrations_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint first_migrations_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table first_migrations enable row level security;
create policy own_administration on first_migrations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on first_migrations to schakel_app;
grant select on first_migrations to schakel_reader;
grant update (state, total, cursor, is_read, read_until, per_minute, next_at, failures, reason_code, reason_text, ended_at) on first_migrations to schakel_app;

create table house_styles (
  administration_id uuid not null,
  accent_colour text not null,
  address_side text not null,
  second_iban text not null,
  footer text not null,
  terms jsonb not null,
  shows_payment_qr boolean not null,
  shows_pay_link boolean not null,
  belgian_reference_as text not null,
  prices_on_delivery_notes boolean not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint house_styles_pkey PRIMARY KEY (administration_id),
  constraint house_styles_accent_colour_check CHECK ((accent_colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint house_styles_address_side_check CHECK ((address_side = ANY (ARRAY['left'::text, 'right'::text]))),
  constraint house_styles_belgian_reference_as_check CHECK ((belgian_reference_as = ANY (ARRAY['text'::text, 'structured'::text]))),
  constraint house_styles_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table house_styles enable row level security;
create policy own_administration on house_styles for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on house_styles to schakel_app;
grant select on house_styles to schakel_reader;
grant update (accent_colour, address_side, second_iban, footer, terms, shows_payment_qr, shows_pay_link, belgian_reference_as, prices_on_delivery_notes, version, changed_at, changed_by) on house_styles to schakel_app;

create table hub_audit (
  sequence bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subject text not null,
  details_sha256 text not null,
  previous_sha256 text not null,
  sha256 text not null,
  constraint hub_audit_pkey PRIMARY KEY (sequence)
);
grant insert, select on hub_audit to schakel_hub;

create table hub_audit_details (
  sequence bigint not null,
  details jsonb not null,
  constraint hub_audit_details_pkey PRIMARY KEY (sequence),
  constraint hub_audit_details_sequence_fkey FOREIGN KEY (sequence) REFERENCES hub_audit(sequence)
);
grant delete, insert, select on hub_audit_details to schakel_hub;

create table import_parts (
  administration_id uuid not null,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  constraint import_parts_pkey PRIMARY KEY (administration_id, import_id, "position"),
  constraint import_parts_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES imports(administration_id, id)
);
alter table import_parts alter column bytes set storage external;
alter table import_parts enable row level security;
create policy own_administration on import_parts for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on import_parts to schakel_app;
grant select on import_parts to schakel_reader;

create table import_rows (
  administration_id uuid not null,
  import_id uuid not null,
  line integer not null,
  state text not null,
  fields jsonb not null,
  problems jsonb not null default '[]'::jsonb,
  target_id uuid,
  previous jsonb,
  outcome text,
  kept_reason text,
  constraint import_rows_pkey PRIMARY KEY (administration_id, import_id, line),
  constraint import_rows_kept_reason_check CHECK ((kept_reason = ANY (ARRAY['changed'::text, 'used'::text, 'gone'::text]))),
  constraint import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'undone'::text, 'kept'::text]))),
  constraint import_rows_state_check CHECK ((state = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'wrong'::text]))),
  constraint import_rows_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES imports(administration_id, id)
);
CREATE INDEX import_rows_state ON public.import_rows USING btree (administration_id, import_id, state, line);
alter table import_rows enable row level security;
create policy own_administration on import_rows for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on import_rows to schakel_app;
grant select on import_rows to schakel_reader;
grant update (target_id, previous, outcome, kept_reason) on import_rows to schakel_app;

create table imports (
  id uuid not null,
  administration_id uuid not null,
  what text not null,
  state text not null default 'uploaded'::text,
  file_name text not null,
  file_size integer not null,
  format jsonb not null,
  columns jsonb not null,
  strict boolean not null default false,
  rows_new integer,
  rows_changed integer,
  rows_unchanged integer,
  rows_wrong integer,
  rows_done integer not null default 0,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  applied_at timestamp with time zone,
  applied_by text,
  undone_at timestamp with time zone,
  undone_by text,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_administration_id_id_key UNIQUE (administration_id, id),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'previewed'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text]))),
  constraint imports_what_check CHECK ((what = ANY (ARRAY['parties'::text, 'items'::text]))),
  constraint imports_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX imports_busy ON public.imports USING btree (administration_id) WHERE (state = ANY (ARRAY['applying'::text, 'undoing'::text]));
CREATE INDEX imports_list ON public.imports USING btree (administration_id, created_at DESC, id DESC);
alter table imports enable row level security;
create policy own_administration on imports for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER imports_tell AFTER INSERT OR DELETE OR UPDATE ON public.imports FOR EACH STATEMENT EXECUTE FUNCTION tell_change('imports');
grant delete, insert, select on imports to schakel_app;
grant select on imports to schakel_reader;
grant update (state, format, columns, strict, rows_new, rows_changed, rows_unchanged, rows_wrong, rows_done, applied_at, applied_by, undone_at, undone_by) on imports to schakel_app;

create table inbox (
  administration_id uuid not null,
  connection_id uuid not null,
  kind text not null,
  external_id text not null,
  number text not null default ''::text,
  status text not null default ''::text,
  outcome text,
  reason_code text,
  reason_text text not null default ''::text,
  reason_details jsonb not null default '{}'::jsonb,
  fingerprint text not null default ''::text,
  source_modified_at timestamp with time zone,
  placed_at timestamp with time zone,
  currency text not null default ''::text,
  total numeric,
  tie_out jsonb,
  documented_fingerprint text not null default ''::text,
  drifted_at timestamp with time zone,
  attempts integer not null default 0,
  first_failed_at timestamp with time zone,
  next_attempt_at timestamp with time zone,
  heard_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  customer_name text not null default ''::text,
  customer_email text not null default ''::text,
  paid_at timestamp with time zone,
  source jsonb,
  ordered_at timestamp with time zone not null generated always as (COALESCE(placed_at, heard_at)) stored,
  cause text generated always as (
CASE
    WHEN (outcome = ANY (ARRAY['held'::text, 'failed'::text])) THEN (((COALESCE(reason_code, 'internal.unexpected'::text) || '~'::text) || (connection_id)::text) ||
    CASE
        WHEN (reason_code = 'mapping.missing'::text) THEN ((('~'::text || COALESCE((reason_details ->> 'what'::text), ''::text)) || '~'::text) || COALESCE((reason_details ->> 'fromValue'::text), ''::text))
        ELSE ''::text
    END)
    WHEN ((outcome = 'documented'::text) AND (drifted_at IS NOT NULL)) THEN ('drift~'::text || (connection_id)::text)
    ELSE NULL::text
END) stored,
  search_text text not null generated always as (lower(((((((number || ' '::text) || external_id) || ' '::text) || customer_name) || ' '::text) || customer_email))) stored,
  emptied_at timestamp with time zone,
  left_as_is text not null default ''::text,
  of_migration boolean not null default false,
  failure_told_at timestamp with time zone,
  constraint inbox_pkey PRIMARY KEY (administration_id, connection_id, kind, external_id),
  constraint inbox_kind_check CHECK ((kind = 'order'::text)),
  constraint inbox_outcome_check CHECK ((outcome = ANY (ARRAY['documented'::text, 'skipped'::text, 'waiting'::text, 'held'::text, 'failed'::text]))),
  constraint inbox_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
CREATE INDEX inbox_cause ON public.inbox USING btree (administration_id, cause, ordered_at DESC, external_id DESC, connection_id DESC) WHERE (cause IS NOT NULL);
CREATE INDEX inbox_connection ON public.inbox USING btree (administration_id, connection_id, ordered_at DESC, external_id DESC);
CREATE INDEX inbox_due ON public.inbox USING btree (administration_id, connection_id, next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE INDEX inbox_failure_told ON public.inbox USING btree (administration_id, connection_id, failure_told_at) WHERE (failure_told_at IS NOT NULL);
CREATE INDEX inbox_failure_untold ON public.inbox USING btree (administration_id, connection_id, decided_at) WHERE ((failure_told_at IS NULL) AND (outcome = ANY (ARRAY['held'::text, 'failed'::text])));
CREATE INDEX inbox_list ON public.inbox USING btree (administration_id, ordered_at DESC, external_id DESC, connection_id DESC) INCLUDE (outcome, cause, total, search_text);
CREATE INDEX inbox_migrated ON public.inbox USING btree (administration_id, connection_id, outcome, decided_at) WHERE of_migration;
CREATE INDEX inbox_outcome ON public.inbox USING btree (administration_id, outcome, ordered_at DESC, external_id DESC, connection_id DESC);
CREATE INDEX inbox_to_empty ON public.inbox USING btree (administration_id, decided_at) WHERE ((emptied_at IS NULL) AND (outcome = ANY (ARRAY['documented'::text, 'skipped'::text])));
alter table inbox enable row level security;
create policy own_administration on inbox for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER inbox_tells AFTER INSERT OR UPDATE ON public.inbox FOR EACH STATEMENT EXECUTE FUNCTION tell_change('orders');
grant insert, select, update on inbox to schakel_app;
grant select on inbox to schakel_reader;

create table invitations (
  id uuid not null,
  administration_id uuid not null,
  token_hash bytea not null,
  email text not null,
  role text not null,
  invited_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by text,
  revoked_at timestamp with time zone,
  invited_by_user text,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_email_check CHECK (((email = lower(email)) AND (email <> ''::text))),
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'bookkeeper'::text, 'buyer'::text, 'viewer'::text]))),
  constraint invitations_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX invitations_open ON public.invitations USING btree (administration_id, created_at);
alter table invitations enable row level security;
create policy own_administration on invitations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on invitations to schakel_app;
grant select on invitations to schakel_reader;
grant update (revoked_at) on invitations to schakel_app;

create table item_categories (
  id uuid not null,
  administration_id uuid not null,
  name text not null,
  sales_rule jsonb,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint item_categories_pkey PRIMARY KEY (id),
  constraint item_categories_administration_id_id_key UNIQUE (administration_id, id),
  constraint item_categories_administration_id_name_key UNIQUE (administration_id, name),
  constraint item_categories_name_check CHECK ((name <> ''::text)),
  constraint item_categories_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table item_categories enable row level security;
create policy own_administration on item_categories for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on item_categories to schakel_app;
grant select on item_categories to schakel_reader;
grant update (name, sales_rule, version, changed_at, changed_by) on item_categories to schakel_app;

create table item_codes (
  administration_id uuid not null,
  item_id uuid not null,
  scheme text not null,
  code text not null,
  constraint item_codes_pkey PRIMARY KEY (administration_id, item_id, scheme, code),
  constraint item_codes_scheme_check CHECK ((scheme = ANY (ARRAY['gtin'::text, 'manufacturer'::text]))),
  constraint item_codes_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id)
);
CREATE INDEX item_codes_code ON public.item_codes USING btree (administration_id, scheme, code);
alter table item_codes enable row level security;
create policy own_administration on item_codes for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on item_codes to schakel_app;
grant select on item_codes to schakel_reader;

create table item_search (
  administration_id uuid not null,
  kind text not null,
  id uuid not null,
  price_list_id uuid,
  party_id uuid,
  code text not null,
  manufacturers_code text not null,
  starts text not null,
  search text not null,
  constraint item_search_pkey PRIMARY KEY (administration_id, kind, id),
  constraint item_search_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'supplierItem'::text])))
);
CREATE INDEX item_search_code ON public.item_search USING btree (administration_id, code COLLATE "C");
CREATE INDEX item_search_manufacturer ON public.item_search USING btree (administration_id, manufacturers_code COLLATE "C") WHERE (manufacturers_code <> ''::text);
CREATE INDEX item_search_starts ON public.item_search USING btree (administration_id, starts COLLATE "C");
CREATE INDEX item_search_text ON public.item_search USING gin (administration_id, kind, price_list_id, search gin_trgm_ops);
alter table item_search enable row level security;
create policy own_administration on item_search for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on item_search to schakel_app;
grant select on item_search to schakel_reader;

create table item_search_words (
  administration_id uuid not null,
  word text not null,
  backwards text not null generated always as (reverse(word)) stored,
  constraint item_search_words_pkey PRIMARY KEY (administration_id, word)
);
CREATE INDEX item_search_words_first ON public.item_search_words USING btree (administration_id, word COLLATE "C");
CREATE INDEX item_search_words_last ON public.item_search_words USING btree (administration_id, backwards COLLATE "C");
alter table item_search_words enable row level security;
create policy own_administration on item_search_words for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on item_search_words to schakel_app;
grant select on item_search_words to schakel_reader;

create table item_suppliers (
  administration_id uuid not null,
  item_id uuid not null,
  party_id uuid not null,
  suppliers_item_identifier text not null,
  purchase_price numeric,
  price_quantity numeric not null default 1,
  price_unit_code text not null default 'C62'::text,
  priced_at timestamp with time zone,
  is_preferred boolean not null default false,
  currency text not null default 'EUR'::text,
  cost_per_use_unit numeric,
  minimum numeric,
  multiple numeric,
  lead_time_days integer,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint item_suppliers_pkey PRIMARY KEY (administration_id, item_id, party_id),
  constraint item_suppliers_cost_per_use_unit_check CHECK ((cost_per_use_unit > (0)::numeric)),
  constraint item_suppliers_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint item_suppliers_lead_time_days_check CHECK ((lead_time_days >= 0)),
  constraint item_suppliers_minimum_check CHECK ((minimum > (0)::numeric)),
  constraint item_suppliers_multiple_check CHECK ((multiple > (0)::numeric)),
  constraint item_suppliers_price_quantity_check CHECK ((price_quantity > (0)::numeric)),
  constraint item_suppliers_purchase_price_check CHECK ((purchase_price > (0)::numeric)),
  constraint item_suppliers_suppliers_item_identifier_check CHECK ((suppliers_item_identifier <> ''::text)),
  constraint item_suppliers_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id),
  constraint item_suppliers_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
CREATE INDEX item_suppliers_code ON public.item_suppliers USING btree (administration_id, party_id, suppliers_item_identifier);
CREATE UNIQUE INDEX item_suppliers_preferred ON public.item_suppliers USING btree (administration_id, item_id) WHERE is_preferred;
alter table item_suppliers enable row level security;
create policy own_administration on item_suppliers for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on item_suppliers to schakel_app;
grant select on item_suppliers to schakel_reader;
grant update (suppliers_item_identifier, purchase_price, price_quantity, price_unit_code, priced_at, is_preferred, currency, cost_per_use_unit, minimum, multiple, lead_time_days, version, changed_at, changed_by) on item_suppliers to schakel_app;

create table items (
  id uuid not null,
  administration_id uuid not null,
  sellers_item_identifier text not null,
  name text not null,
  unit_code text not null default 'C62'::text,
  sales_price numeric,
  vat_rate numeric,
  counts_stock boolean not null default true,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  archived_at timestamp with time zone,
  search text not null generated always as (searchable(((name || ' '::text) || sellers_item_identifier))) stored,
  category_id uuid,
  brand_name text not null default ''::text,
  manufacturers_item_identifier text not null default ''::text,
  sales_rule jsonb,
  constraint items_pkey PRIMARY KEY (id),
  constraint items_administration_id_id_key UNIQUE (administration_id, id),
  constraint items_administration_id_sellers_item_identifier_key UNIQUE (administration_id, sellers_item_identifier),
  constraint items_sales_price CHECK ((sales_price >= (0)::numeric)),
  constraint items_vat_rate CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric))),
  constraint items_administration_id_category_id_fkey FOREIGN KEY (administration_id, category_id) REFERENCES item_categories(administration_id, id),
  constraint items_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX items_category ON public.items USING btree (administration_id, category_id) WHERE (category_id IS NOT NULL);
alter table items enable row level security;
create policy own_administration on items for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER items_searched_changed AFTER UPDATE ON public.items REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_items();
CREATE TRIGGER items_searched_gone AFTER DELETE ON public.items REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_items();
CREATE TRIGGER items_searched_new AFTER INSERT ON public.items REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_items();
CREATE TRIGGER items_tell AFTER INSERT OR DELETE OR UPDATE ON public.items FOR EACH STATEMENT EXECUTE FUNCTION tell_change('items');
grant delete, insert, select on items to schakel_app;
grant select on items to schakel_reader;
grant update (sellers_item_identifier, name, unit_code, sales_price, vat_rate, counts_stock, version, changed_at, changed_by, archived_at, category_id, brand_name, manufacturers_item_identifier, sales_rule) on items to schakel_app;

create table links (
  administration_id uuid not null,
  connection_id uuid not null,
  kind text not null,
  external_id text not null,
  our_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint links_pkey PRIMARY KEY (administration_id, connection_id, kind, external_id, our_id),
  constraint links_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'customer'::text, 'item'::text, 'document'::text]))),
  constraint links_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
CREATE INDEX links_ours ON public.links USING btree (administration_id, kind, our_id);
alter table links enable row level security;
create policy own_administration on links for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on links to schakel_app;
grant select on links to schakel_reader;

create table locations (
  id uuid not null,
  administration_id uuid not null,
  name text not null,
  is_default boolean not null default false,
  constraint locations_pkey PRIMARY KEY (id),
  constraint locations_administration_id_id_key UNIQUE (administration_id, id),
  constraint locations_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE UNIQUE INDEX locations_default ON public.locations USING btree (administration_id) WHERE is_default;
alter table locations enable row level security;
create policy own_administration on locations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on locations to schakel_app;
grant select on locations to schakel_reader;

create table logos (
  administration_id uuid not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  bytes bytea not null,
  sha256 text not null,
  changed_at timestamp with time zone not null default now(),
  constraint logos_pkey PRIMARY KEY (administration_id),
  constraint logos_height_check CHECK ((height > 0)),
  constraint logos_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text]))),
  constraint logos_width_check CHECK ((width > 0)),
  constraint logos_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table logos enable row level security;
create policy own_administration on logos for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on logos to schakel_app;
grant select on logos to schakel_reader;
grant update (media_type, width, height, bytes, sha256, changed_at) on logos to schakel_app;

create table mail_settings (
  administration_id uuid not null,
  road text not null default 'hub'::text,
  host text not null default ''::text,
  port integer not null default 587,
  security text not null default 'starttls'::text,
  user_name text not null default ''::text,
  sealed_password bytea,
  from_name text not null default ''::text,
  from_address text not null default ''::text,
  reply_to text not null default ''::text,
  cc text[] not null default '{}'::text[],
  bcc text[] not null default '{}'::text[],
  test_recipient text not null default ''::text,
  per_minute integer not null default 60,
  previewed_at timestamp with time zone,
  refused_server text,
  version integer not null default 1,
  changed_by text not null default ''::text,
  changed_at timestamp with time zone not null default now(),
  constraint mail_settings_pkey PRIMARY KEY (administration_id),
  constraint mail_settings_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 6000))),
  constraint mail_settings_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint mail_settings_road_check CHECK ((road = ANY (ARRAY['hub'::text, 'own'::text]))),
  constraint mail_settings_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint mail_settings_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table mail_settings enable row level security;
create policy own_administration on mail_settings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select, update on mail_settings to schakel_app;
grant select on mail_settings to schakel_reader;

create table mapping_waits (
  administration_id uuid not null,
  connection_id uuid not null,
  what text not null,
  from_value text not null,
  kind text not null,
  external_id text not null,
  constraint mapping_waits_pkey PRIMARY KEY (administration_id, connection_id, what, from_value, kind, external_id),
  constraint mapping_waits_administration_id_connection_id_kind_externa_fkey FOREIGN KEY (administration_id, connection_id, kind, external_id) REFERENCES inbox(administration_id, connection_id, kind, external_id)
);
alter table mapping_waits enable row level security;
create policy own_administration on mapping_waits for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on mapping_waits to schakel_app;
grant select on mapping_waits to schakel_reader;

create table mappings (
  administration_id uuid not null,
  connection_id uuid not null,
  what text not null,
  from_value text not null,
  to_value jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint mappings_pkey PRIMARY KEY (administration_id, connection_id, what, from_value),
  constraint mappings_what_check CHECK ((what = ANY (ARRAY['untaxedLine'::text, 'exchangeRate'::text, 'orderStatus'::text, 'paymentMethod'::text, 'itemCode'::text, 'chargeItem'::text, 'vatCode'::text]))),
  constraint mappings_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table mappings enable row level security;
create policy own_administration on mappings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select, update on mappings to schakel_app;
grant select on mappings to schakel_reader;

create table memberships (
  administration_id uuid not null,
  user_id text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  constraint memberships_pkey PRIMARY KEY (administration_id, user_id),
  constraint memberships_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'administrator'::text, 'bookkeeper'::text, 'buyer'::text, 'viewer'::text]))),
  constraint memberships_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table memberships enable row level security;
create policy own_administration on memberships for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on memberships to schakel_app;
grant select on memberships to schakel_reader;
grant update (role) on memberships to schakel_app;

create table modules (
  administration_id uuid not null,
  module text not null,
  state text not null default 'off'::text,
  licence text,
  changed_at timestamp with time zone not null default now(),
  licensed_until timestamp with time zone,
  changed_by text not null default ''::text,
  constraint modules_pkey PRIMARY KEY (administration_id, module),
  constraint modules_state_check CHECK ((state = ANY (ARRAY['off'::text, 'on'::text, 'stopped'::text]))),
  constraint modules_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table modules enable row level security;
create policy own_administration on modules for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER modules_tell AFTER INSERT OR UPDATE ON public.modules FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant delete, insert, select on modules to schakel_app;
grant select on modules to schakel_reader;
grant update (state, licence, changed_at, licensed_until, changed_by) on modules to schakel_app;

create table nodes (
  id uuid not null,
  role text not null,
  host text not null,
  pid integer not null,
  started_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  version text not null default ''::text,
  draining_since timestamp with time zone,
  jobs_active integer not null default 0,
  jobs_last_minute integer not null default 0,
  constraint nodes_pkey PRIMARY KEY (id),
  constraint nodes_jobs_active_check CHECK ((jobs_active >= 0)),
  constraint nodes_jobs_last_minute_check CHECK ((jobs_last_minute >= 0)),
  constraint nodes_role_check CHECK ((role = ANY (ARRAY['all'::text, 'server'::text, 'worker'::text])))
);
grant delete, insert, select, update on nodes to schakel_hub;

create table number_counters (
  administration_id uuid not null,
  kind text not null,
  series text not null default ''::text,
  year integer not null,
  next bigint not null default 1,
  constraint number_counters_pkey PRIMARY KEY (administration_id, kind, series, year),
  constraint number_counters_next_check CHECK ((next > 0))
);
alter table number_counters enable row level security;
create policy own_administration on number_counters for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER counters_go_on AFTER UPDATE ON public.number_counters FOR EACH ROW WHEN ((new.next < old.next)) EXECUTE FUNCTION refuse_used_number();
CREATE TRIGGER new_counters_go_on AFTER INSERT ON public.number_counters FOR EACH ROW EXECUTE FUNCTION refuse_used_number();
grant insert, select on number_counters to schakel_app;
grant select on number_counters to schakel_reader;
grant update (next) on number_counters to schakel_app;

create table number_series (
  administration_id uuid not null,
  kind text not null,
  series text not null default ''::text,
  format text not null default '{yyyy}-{nnnn}'::text,
  last_issue_date date,
  constraint number_series_pkey PRIMARY KEY (administration_id, kind, series),
  constraint number_series_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table number_series enable row level security;
create policy own_administration on number_series for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on number_series to schakel_app;
grant select on number_series to schakel_reader;
grant update (format, last_issue_date) on number_series to schakel_app;

create table outbox (
  id uuid not null,
  administration_id uuid not null,
  unique_key text not null,
  channel text not null,
  state text not null default 'queued'::text,
  document_id uuid,
  recipient text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  edition integer not null default 1,
  requested_by text not null default ''::text,
  message_id text,
  reason_code text,
  reason_text text not null default ''::text,
  first_failed_at timestamp with time zone,
  sent_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_administration_id_unique_key_key UNIQUE (administration_id, unique_key),
  constraint outbox_own UNIQUE (administration_id, id),
  constraint outbox_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'peppol'::text, 'accountant'::text, 'partner'::text]))),
  constraint outbox_edition_check CHECK ((edition > 0)),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text]))),
  constraint outbox_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint outbox_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX outbox_document ON public.outbox USING btree (administration_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX outbox_list ON public.outbox USING btree (administration_id, created_at DESC, id DESC);
CREATE INDEX outbox_open ON public.outbox USING btree (administration_id, channel, next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX outbox_to_empty ON public.outbox USING btree (administration_id, created_at) WHERE ((recipient <> ''::text) AND (state <> ALL (ARRAY['queued'::text, 'sending'::text])));
alter table outbox enable row level security;
create policy own_administration on outbox for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER outbox_tells AFTER INSERT OR UPDATE ON public.outbox FOR EACH STATEMENT EXECUTE FUNCTION tell_change('outbox');
grant insert, select on outbox to schakel_app;
grant select on outbox to schakel_reader;
grant update (state, recipient, payload, attempts, next_attempt_at, message_id, reason_code, reason_text, first_failed_at, sent_at) on outbox to schakel_app;

create table outside_documents (
  id uuid not null,
  administration_id uuid not null,
  connection_id uuid not null,
  coupling_id uuid not null,
  source_connection_id uuid not null,
  source_order_id text not null,
  business_key text not null,
  kind text not null,
  remote_id text not null,
  number text not null,
  issue_date date not null,
  currency text not null,
  total_amount numeric not null,
  content jsonb,
  created_at timestamp with time zone not null default now(),
  remote_customer_id text not null default ''::text,
  constraint outside_documents_pkey PRIMARY KEY (id),
  constraint outside_documents_administration_id_business_key_key UNIQUE (administration_id, business_key),
  constraint outside_documents_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint outside_documents_administration_id_coupling_id_fkey FOREIGN KEY (administration_id, coupling_id) REFERENCES couplings(administration_id, id),
  constraint outside_documents_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint outside_documents_administration_id_source_connection_id_fkey FOREIGN KEY (administration_id, source_connection_id) REFERENCES connections(administration_id, id)
);
CREATE INDEX outside_documents_order ON public.outside_documents USING btree (administration_id, source_connection_id, source_order_id);
CREATE INDEX outside_documents_to_empty ON public.outside_documents USING btree (administration_id, created_at) WHERE (content IS NOT NULL);
alter table outside_documents enable row level security;
create policy own_administration on outside_documents for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER outside_documents_tell AFTER INSERT ON public.outside_documents FOR EACH STATEMENT EXECUTE FUNCTION tell_change('documents');
grant insert, select on outside_documents to schakel_app;
grant select on outside_documents to schakel_reader;
grant update (content) on outside_documents to schakel_app;

create table parties (
  id uuid not null,
  administration_id uuid not null,
  automatic_key text,
  name text not null,
  contact_name text not null default ''::text,
  email text not null default ''::text,
  normalised_email text not null default ''::text,
  phone text not null default ''::text,
  language text,
  vat_identifier text not null default ''::text,
  legal_registration_identifier text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  archived_at timestamp with time zone,
  sort_name text not null generated always as (searchable(name)) stored,
  search text not null default ''::text,
  constraint parties_pkey PRIMARY KEY (id),
  constraint parties_administration_id_automatic_key_key UNIQUE (administration_id, automatic_key),
  constraint parties_administration_id_id_key UNIQUE (administration_id, id),
  constraint parties_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'fr'::text, 'en'::text, 'de'::text]))),
  constraint parties_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX parties_email ON public.parties USING btree (administration_id, normalised_email) WHERE (normalised_email <> ''::text);
CREATE INDEX parties_name ON public.parties USING btree (administration_id, sort_name COLLATE "C", id);
CREATE INDEX parties_vat ON public.parties USING btree (administration_id, vat_identifier) WHERE (vat_identifier <> ''::text);
alter table parties enable row level security;
create policy own_administration on parties for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER parties_tell AFTER INSERT OR DELETE OR UPDATE ON public.parties FOR EACH STATEMENT EXECUTE FUNCTION tell_change('parties');
grant delete, insert, select on parties to schakel_app;
grant select on parties to schakel_reader;
grant update (automatic_key, name, contact_name, email, normalised_email, phone, language, vat_identifier, legal_registration_identifier, version, changed_at, changed_by, archived_at, search) on parties to schakel_app;

create table partner_follow_ups (
  administration_id uuid not null,
  relation_id uuid not null,
  partner_order_id uuid not null,
  document_id uuid not null,
  doc_type text not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  problem jsonb,
  created_at timestamp with time zone not null default now(),
  constraint partner_follow_ups_pkey PRIMARY KEY (administration_id, partner_order_id, document_id),
  constraint partner_follow_ups_doc_type_check CHECK ((doc_type = ANY (ARRAY['despatch'::text, 'invoice_copy'::text]))),
  constraint partner_follow_ups_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'done'::text, 'left'::text]))),
  constraint partner_follow_ups_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint partner_follow_ups_administration_id_partner_order_id_fkey FOREIGN KEY (administration_id, partner_order_id) REFERENCES partner_orders(administration_id, id)
);
CREATE INDEX partner_follow_ups_queued ON public.partner_follow_ups USING btree (administration_id, relation_id, created_at) WHERE (state = 'queued'::text);
alter table partner_follow_ups enable row level security;
create policy own_administration on partner_follow_ups for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on partner_follow_ups to schakel_app;
grant select on partner_follow_ups to schakel_reader;
grant update (state, attempts, next_attempt_at, problem) on partner_follow_ups to schakel_app;

create table partner_orders (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  side text not null,
  order_number text not null,
  document_id uuid,
  message_id uuid not null,
  revision integer not null default 0,
  state text not null,
  asked jsonb not null,
  fingerprint text not null default ''::text,
  lines jsonb not null default '[]'::jsonb,
  pending jsonb,
  response jsonb,
  responses integer not null default 0,
  papers jsonb not null default '[]'::jsonb,
  needs_look boolean not null default false,
  problem jsonb,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  version integer not null default 1,
  constraint partner_orders_pkey PRIMARY KEY (administration_id, id),
  constraint partner_orders_administration_id_relation_id_side_order_num_key UNIQUE (administration_id, relation_id, side, order_number),
  constraint partner_orders_check CHECK (
CASE side
    WHEN 'buyer'::text THEN (state = ANY (ARRAY['sent'::text, 'accepted'::text, 'changed'::text, 'rejected'::text, 'cancelled'::text, 'recalled'::text]))
    ELSE (state = ANY (ARRAY['held'::text, 'open'::text, 'accepted'::text, 'changed'::text, 'rejected'::text, 'cancelled'::text]))
END),
  constraint partner_orders_order_number_check CHECK ((order_number <> ''::text)),
  constraint partner_orders_revision_check CHECK ((revision >= 0)),
  constraint partner_orders_side_check CHECK ((side = ANY (ARRAY['buyer'::text, 'seller'::text]))),
  constraint partner_orders_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE SET NULL (document_id),
  constraint partner_orders_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint partner_orders_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE UNIQUE INDEX partner_orders_document ON public.partner_orders USING btree (administration_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX partner_orders_list ON public.partner_orders USING btree (administration_id, side, changed_at DESC);
alter table partner_orders enable row level security;
create policy own_administration on partner_orders for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER partner_orders_tell AFTER INSERT OR UPDATE ON public.partner_orders FOR EACH STATEMENT EXECUTE FUNCTION tell_change('documents');
grant insert, select on partner_orders to schakel_app;
grant select on partner_orders to schakel_reader;
grant update (document_id, message_id, revision, state, asked, fingerprint, lines, pending, response, responses, papers, needs_look, problem, changed_at, changed_by, version) on partner_orders to schakel_app;

create table partner_waiting_orders (
  administration_id uuid not null,
  document_id uuid not null,
  relation_id uuid not null,
  requested_at timestamp with time zone not null default now(),
  requested_by text not null,
  constraint partner_waiting_orders_pkey PRIMARY KEY (administration_id, document_id),
  constraint partner_waiting_orders_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE CASCADE,
  constraint partner_waiting_orders_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
alter table partner_waiting_orders enable row level security;
create policy own_administration on partner_waiting_orders for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on partner_waiting_orders to schakel_app;
grant select on partner_waiting_orders to schakel_reader;
grant update (relation_id, requested_at, requested_by) on partner_waiting_orders to schakel_app;

create table party_addresses (
  id uuid not null,
  administration_id uuid not null,
  party_id uuid not null,
  kind text not null,
  address jsonb not null,
  constraint party_addresses_pkey PRIMARY KEY (id),
  constraint party_addresses_kind_check CHECK ((kind = ANY (ARRAY['postal'::text, 'delivery'::text, 'site'::text]))),
  constraint party_addresses_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
CREATE INDEX party_addresses_party ON public.party_addresses USING btree (administration_id, party_id);
alter table party_addresses enable row level security;
create policy own_administration on party_addresses for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on party_addresses to schakel_app;
grant select on party_addresses to schakel_reader;
grant update (address) on party_addresses to schakel_app;

create table party_identifiers (
  administration_id uuid not null,
  party_id uuid not null,
  scheme text not null,
  value text not null,
  constraint party_identifiers_pkey PRIMARY KEY (administration_id, party_id, scheme, value),
  constraint party_identifiers_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
alter table party_identifiers enable row level security;
create policy own_administration on party_identifiers for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on party_identifiers to schakel_app;
grant select on party_identifiers to schakel_reader;

create table pay_links (
  administration_id uuid not null,
  document_id uuid not null,
  key text not null,
  created_at timestamp with time zone not null default now(),
  constraint pay_links_pkey PRIMARY KEY (administration_id, document_id),
  constraint pay_links_key_key UNIQUE (key),
  constraint pay_links_key_check CHECK ((length(key) >= 32)),
  constraint pay_links_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
alter table pay_links enable row level security;
create policy own_administration on pay_links for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on pay_links to schakel_app;
grant select on pay_links to schakel_reader;

create table payment_allocations (
  administration_id uuid not null,
  payment_id uuid not null,
  document_id uuid not null,
  amount numeric not null,
  id uuid not null default gen_random_uuid(),
  created_at timestamp with time zone not null default now(),
  constraint payment_allocations_pkey PRIMARY KEY (id),
  constraint payment_allocations_amount CHECK ((amount <> (0)::numeric)) NOT VALID,
  constraint payment_allocations_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint payment_allocations_administration_id_payment_id_fkey FOREIGN KEY (administration_id, payment_id) REFERENCES payments(administration_id, id)
);
CREATE INDEX payment_allocations_document ON public.payment_allocations USING btree (administration_id, document_id);
CREATE INDEX payment_allocations_payment ON public.payment_allocations USING btree (administration_id, payment_id);
alter table payment_allocations enable row level security;
create policy own_administration on payment_allocations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER allocations_tell AFTER INSERT ON public.payment_allocations FOR EACH STATEMENT EXECUTE FUNCTION tell_change('payments');
grant insert, select on payment_allocations to schakel_app;
grant select on payment_allocations to schakel_reader;

create table payment_attempts (
  id uuid not null,
  administration_id uuid not null,
  document_id uuid not null,
  connection_id uuid not null,
  external_id text,
  state text not null,
  amount numeric not null,
  currency text not null,
  refunded numeric not null default 0,
  charged_back numeric not null default 0,
  checkout_url text not null default ''::text,
  expires_at timestamp with time zone,
  claimed_until timestamp with time zone,
  asked_at timestamp with time zone,
  next_look_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint payment_attempts_pkey PRIMARY KEY (id),
  constraint payment_attempts_administration_id_connection_id_external_i_key UNIQUE (administration_id, connection_id, external_id),
  constraint payment_attempts_administration_id_id_key UNIQUE (administration_id, id),
  constraint payment_attempts_amount_check CHECK ((amount > (0)::numeric)),
  constraint payment_attempts_charged_back_check CHECK ((charged_back >= (0)::numeric)),
  constraint payment_attempts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint payment_attempts_refunded_check CHECK ((refunded >= (0)::numeric)),
  constraint payment_attempts_state_check CHECK ((state = ANY (ARRAY['starting'::text, 'open'::text, 'pending'::text, 'authorized'::text, 'canceled'::text, 'expired'::text, 'failed'::text, 'paid'::text]))),
  constraint payment_attempts_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint payment_attempts_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
CREATE INDEX payment_attempts_document ON public.payment_attempts USING btree (administration_id, document_id);
CREATE INDEX payment_attempts_due ON public.payment_attempts USING btree (administration_id, connection_id, next_look_at) WHERE (next_look_at IS NOT NULL);
alter table payment_attempts enable row level security;
create policy own_administration on payment_attempts for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER payments_go_on BEFORE UPDATE ON public.payment_attempts FOR EACH ROW EXECUTE FUNCTION refuse_payment_going_back();
grant insert, select on payment_attempts to schakel_app;
grant select on payment_attempts to schakel_reader;
grant update (external_id, state, refunded, charged_back, checkout_url, expires_at, claimed_until, asked_at, next_look_at) on payment_attempts to schakel_app;

create table payments (
  id uuid not null,
  administration_id uuid not null,
  source_key text not null,
  direction text not null,
  amount numeric not null,
  currency text not null,
  method text not null default ''::text,
  transaction_id text not null default ''::text,
  paid_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  reverses_id uuid,
  reason text not null default ''::text,
  entered_by text not null default ''::text,
  moved_instead_of timestamp with time zone,
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_administration_id_id_key UNIQUE (administration_id, id),
  constraint payments_administration_id_source_key_key UNIQUE (administration_id, source_key),
  constraint payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint payments_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint payments_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint payments_reverses_fkey FOREIGN KEY (administration_id, reverses_id) REFERENCES payments(administration_id, id)
);
CREATE INDEX payments_list ON public.payments USING btree (administration_id, paid_at DESC, id DESC);
CREATE INDEX payments_method ON public.payments USING btree (administration_id, method, paid_at DESC, id DESC);
CREATE INDEX payments_reverses ON public.payments USING btree (administration_id, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table payments enable row level security;
create policy own_administration on payments for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER closed_on_insert AFTER INSERT ON public.payments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_payments();
CREATE TRIGGER payments_tell AFTER INSERT ON public.payments FOR EACH STATEMENT EXECUTE FUNCTION tell_change('payments');
grant insert, select on payments to schakel_app;
grant select on payments to schakel_reader;

create table price_batch_changes (
  administration_id uuid not null,
  batch_id uuid not null,
  kind text not null,
  item_id uuid not null,
  previous jsonb,
  version_after integer not null,
  outcome text,
  constraint price_batch_changes_pkey PRIMARY KEY (administration_id, batch_id, kind, item_id),
  constraint price_batch_changes_kind_check CHECK ((kind = ANY (ARRAY['itemSupplier'::text, 'item'::text]))),
  constraint price_batch_changes_outcome_check CHECK ((outcome = ANY (ARRAY['undone'::text, 'kept'::text]))),
  constraint price_batch_changes_administration_id_batch_id_fkey FOREIGN KEY (administration_id, batch_id) REFERENCES price_batches(administration_id, id)
);
alter table price_batch_changes enable row level security;
create policy own_administration on price_batch_changes for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on price_batch_changes to schakel_app;
grant select on price_batch_changes to schakel_reader;
grant update (version_after, outcome) on price_batch_changes to schakel_app;

create table price_batches (
  id uuid not null,
  administration_id uuid not null,
  kind text not null,
  party_id uuid not null,
  price_list_id uuid,
  state text not null,
  counts jsonb not null default '{}'::jsonb,
  groups_before jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  created_by text not null default ''::text,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by text not null default ''::text,
  price_run_id uuid,
  place jsonb not null default '{}'::jsonb,
  constraint price_batches_pkey PRIMARY KEY (id),
  constraint price_batches_administration_id_id_key UNIQUE (administration_id, id),
  constraint price_batches_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'run'::text, 'hand'::text]))),
  constraint price_batches_state_check CHECK ((state = ANY (ARRAY['applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text]))),
  constraint price_batches_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint price_batches_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id),
  constraint price_batches_administration_id_price_list_id_fkey FOREIGN KEY (administration_id, price_list_id) REFERENCES price_lists(administration_id, id),
  constraint price_batches_administration_id_price_run_id_fkey FOREIGN KEY (administration_id, price_run_id) REFERENCES price_runs(administration_id, id) ON DELETE SET NULL (price_run_id)
);
CREATE INDEX price_batches_list ON public.price_batches USING btree (administration_id, price_list_id, created_at DESC);
CREATE INDEX price_batches_run ON public.price_batches USING btree (administration_id, price_run_id) WHERE (price_run_id IS NOT NULL);
CREATE INDEX price_batches_undoing ON public.price_batches USING btree (administration_id) WHERE (state = 'undoing'::text);
alter table price_batches enable row level security;
create policy own_administration on price_batches for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER price_batches_tell AFTER INSERT OR UPDATE ON public.price_batches FOR EACH STATEMENT EXECUTE FUNCTION tell_change('imports');
grant delete, insert, select on price_batches to schakel_app;
grant select on price_batches to schakel_reader;
grant update (state, counts, groups_before, applied_at, undone_at, undone_by, place) on price_batches to schakel_app;

create table price_import_groups (
  administration_id uuid not null,
  import_id uuid not null,
  kind text not null,
  code text not null,
  line integer not null,
  name text not null default ''::text,
  discounts jsonb not null default '[]'::jsonb,
  constraint price_import_groups_pkey PRIMARY KEY (administration_id, import_id, kind, code),
  constraint price_import_groups_kind_check CHECK ((kind = ANY (ARRAY['discount'::text, 'product'::text]))),
  constraint price_import_groups_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES price_imports(administration_id, id)
);
alter table price_import_groups enable row level security;
create policy own_administration on price_import_groups for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on price_import_groups to schakel_app;
grant select on price_import_groups to schakel_reader;
grant update (line, name, discounts) on price_import_groups to schakel_app;

create table price_import_parts (
  administration_id uuid not null,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  constraint price_import_parts_pkey PRIMARY KEY (administration_id, import_id, "position"),
  constraint price_import_parts_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES price_imports(administration_id, id)
);
alter table price_import_parts alter column bytes set storage external;
alter table price_import_parts enable row level security;
create policy own_administration on price_import_parts for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on price_import_parts to schakel_app;
grant select on price_import_parts to schakel_reader;

create table price_import_problems (
  administration_id uuid not null,
  import_id uuid not null,
  line integer not null,
  place text not null,
  value text not null,
  text text not null,
  values jsonb not null default '{}'::jsonb,
  constraint price_import_problems_pkey PRIMARY KEY (administration_id, import_id, line, place),
  constraint price_import_problems_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES price_imports(administration_id, id)
);
alter table price_import_problems enable row level security;
create policy own_administration on price_import_problems for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on price_import_problems to schakel_app;
grant select on price_import_problems to schakel_reader;

create table price_import_rows (
  administration_id uuid not null,
  import_id uuid not null,
  code text not null,
  line integer not null,
  fields jsonb not null,
  state text,
  reasons jsonb not null default '[]'::jsonb,
  is_taken boolean not null default false,
  constraint price_import_rows_pkey PRIMARY KEY (administration_id, import_id, code),
  constraint price_import_rows_state_check CHECK ((state = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'suspicious'::text, 'gone'::text, 'wrong'::text]))),
  constraint price_import_rows_administration_id_import_id_fkey FOREIGN KEY (administration_id, import_id) REFERENCES price_imports(administration_id, id)
);
CREATE INDEX price_import_rows_state ON public.price_import_rows USING btree (administration_id, import_id, state, code);
alter table price_import_rows enable row level security;
create policy own_administration on price_import_rows for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on price_import_rows to schakel_app;
grant select on price_import_rows to schakel_reader;
grant update (line, fields, state, reasons, is_taken) on price_import_rows to schakel_app;

create table price_imports (
  id uuid not null,
  administration_id uuid not null,
  price_list_id uuid not null,
  batch_id uuid,
  state text not null,
  file_name text not null,
  file_size bigint not null default 0,
  format jsonb not null default '{}'::jsonb,
  columns jsonb not null default '[]'::jsonb,
  is_whole_list boolean not null default false,
  takes_suspicious boolean not null default false,
  place jsonb not null default '{}'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  failure text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  created_by text not null default ''::text,
  applied_at timestamp with time zone,
  applied_by text not null default ''::text,
  constraint price_imports_pkey PRIMARY KEY (id),
  constraint price_imports_administration_id_id_key UNIQUE (administration_id, id),
  constraint price_imports_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'uploaded'::text, 'reading'::text, 'previewed'::text, 'applying'::text, 'applied'::text, 'failed'::text]))),
  constraint price_imports_administration_id_batch_id_fkey FOREIGN KEY (administration_id, batch_id) REFERENCES price_batches(administration_id, id),
  constraint price_imports_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint price_imports_administration_id_price_list_id_fkey FOREIGN KEY (administration_id, price_list_id) REFERENCES price_lists(administration_id, id)
);
CREATE INDEX price_imports_busy ON public.price_imports USING btree (administration_id) WHERE (state = ANY (ARRAY['reading'::text, 'applying'::text]));
CREATE INDEX price_imports_list ON public.price_imports USING btree (administration_id, created_at DESC, id);
CREATE INDEX price_imports_of_list ON public.price_imports USING btree (administration_id, price_list_id, created_at DESC);
alter table price_imports enable row level security;
create policy own_administration on price_imports for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER price_imports_tell AFTER INSERT OR DELETE OR UPDATE ON public.price_imports FOR EACH STATEMENT EXECUTE FUNCTION tell_change('imports');
grant delete, insert, select on price_imports to schakel_app;
grant select on price_imports to schakel_reader;
grant update (batch_id, state, file_size, format, columns, is_whole_list, takes_suspicious, place, counts, failure, applied_at, applied_by) on price_imports to schakel_app;

create table price_lists (
  id uuid not null,
  administration_id uuid not null,
  party_id uuid not null,
  name text not null,
  currency text not null default 'EUR'::text,
  terms jsonb not null,
  file_map jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  archived_at timestamp with time zone,
  constraint price_lists_pkey PRIMARY KEY (id),
  constraint price_lists_administration_id_id_key UNIQUE (administration_id, id),
  constraint price_lists_administration_id_party_id_name_key UNIQUE (administration_id, party_id, name),
  constraint price_lists_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint price_lists_name_check CHECK ((name <> ''::text)),
  constraint price_lists_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint price_lists_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
alter table price_lists enable row level security;
create policy own_administration on price_lists for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER price_lists_tell AFTER INSERT OR DELETE OR UPDATE ON public.price_lists FOR EACH STATEMENT EXECUTE FUNCTION tell_change('items');
grant delete, insert, select on price_lists to schakel_app;
grant select on price_lists to schakel_reader;
grant update (name, currency, terms, file_map, version, changed_at, changed_by, archived_at) on price_lists to schakel_app;

create table price_run_answers (
  administration_id uuid not null,
  run_id uuid not null,
  code text not null,
  line integer not null default 0,
  lines jsonb not null default '[]'::jsonb,
  supplier_item_id uuid,
  item_id uuid,
  name text not null default ''::text,
  quantity numeric,
  unit_code text not null default ''::text,
  bucket text not null,
  status text not null,
  answer jsonb,
  old jsonb not null default '{}'::jsonb,
  cost numeric,
  change_percent numeric,
  verdict text,
  reasons jsonb not null default '[]'::jsonb,
  flags jsonb not null default '[]'::jsonb,
  is_ticked boolean not null default false,
  asked_at timestamp with time zone,
  left_out text not null default ''::text,
  constraint price_run_answers_pkey PRIMARY KEY (administration_id, run_id, code, line),
  constraint price_run_answers_bucket_check CHECK ((bucket = ANY (ARRAY['big'::text, 'small'::text, 'same'::text, 'notFound'::text, 'noPrice'::text, 'skipped'::text]))),
  constraint price_run_answers_cost_check CHECK ((cost > (0)::numeric)),
  constraint price_run_answers_left_out_check CHECK ((left_out = ANY (ARRAY[''::text, 'changed'::text, 'gone'::text, 'noItem'::text, 'noRule'::text, 'unit'::text, 'currency'::text]))),
  constraint price_run_answers_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'unknown'::text, 'discontinued'::text, 'noPrice'::text, 'onRequest'::text, 'error'::text, 'recent'::text, 'noCode'::text]))),
  constraint price_run_answers_verdict_check CHECK ((verdict = ANY (ARRAY['take'::text, 'review'::text]))),
  constraint price_run_answers_administration_id_run_id_fkey FOREIGN KEY (administration_id, run_id) REFERENCES price_runs(administration_id, id) ON DELETE CASCADE
);
CREATE INDEX price_run_answers_bucket ON public.price_run_answers USING btree (administration_id, run_id, bucket, code, line);
alter table price_run_answers enable row level security;
create policy own_administration on price_run_answers for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on price_run_answers to schakel_app;
grant select on price_run_answers to schakel_reader;
grant update (is_ticked, left_out) on price_run_answers to schakel_app;

create table price_runs (
  administration_id uuid not null,
  id uuid not null,
  price_list_id uuid,
  document_id uuid,
  connection_id uuid not null,
  party_id uuid not null,
  alias text not null,
  asks_again boolean not null default false,
  state text not null,
  cursor text not null default ''::text,
  total integer not null default 0,
  done integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  asking text[] not null default '{}'::text[],
  paced_at timestamp with time zone,
  paced_from integer not null default 0,
  failures integer not null default 0,
  first_failed_at timestamp with time zone,
  next_at timestamp with time zone,
  reason_code text not null default ''::text,
  reason_text text not null default ''::text,
  order_change jsonb,
  order_changed_at timestamp with time zone,
  order_changed_by text not null default ''::text,
  order_undone_at timestamp with time zone,
  begun_at timestamp with time zone not null default now(),
  begun_by text not null,
  asked_at timestamp with time zone,
  finished_at timestamp with time zone,
  ended_by text not null default ''::text,
  version integer not null default 1,
  constraint price_runs_pkey PRIMARY KEY (administration_id, id),
  constraint price_runs_check CHECK (((price_list_id IS NULL) <> (document_id IS NULL))),
  constraint price_runs_state_check CHECK ((state = ANY (ARRAY['asking'::text, 'paused'::text, 'stopped'::text, 'review'::text, 'applied'::text, 'undone'::text]))),
  constraint price_runs_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint price_runs_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE CASCADE,
  constraint price_runs_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint price_runs_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id),
  constraint price_runs_administration_id_price_list_id_fkey FOREIGN KEY (administration_id, price_list_id) REFERENCES price_lists(administration_id, id)
);
CREATE INDEX price_runs_asking ON public.price_runs USING btree (administration_id) WHERE (state = 'asking'::text);
CREATE INDEX price_runs_connection ON public.price_runs USING btree (administration_id, connection_id, asked_at DESC);
CREATE INDEX price_runs_list ON public.price_runs USING btree (administration_id, begun_at DESC, id);
CREATE UNIQUE INDEX price_runs_one_per_document ON public.price_runs USING btree (administration_id, document_id) WHERE (state = ANY (ARRAY['asking'::text, 'paused'::text]));
CREATE UNIQUE INDEX price_runs_one_per_list ON public.price_runs USING btree (administration_id, price_list_id) WHERE (state = ANY (ARRAY['asking'::text, 'paused'::text]));
alter table price_runs enable row level security;
create policy own_administration on price_runs for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER price_runs_tell AFTER INSERT OR DELETE OR UPDATE ON public.price_runs FOR EACH STATEMENT EXECUTE FUNCTION tell_change('imports');
grant delete, insert, select on price_runs to schakel_app;
grant select on price_runs to schakel_reader;
grant update (state, cursor, total, done, counts, asking, paced_at, paced_from, failures, first_failed_at, next_at, reason_code, reason_text, order_change, order_changed_at, order_changed_by, order_undone_at, asked_at, finished_at, ended_by, version) on price_runs to schakel_app;

create table product_groups (
  administration_id uuid not null,
  party_id uuid not null,
  code text not null,
  name text not null,
  constraint product_groups_pkey PRIMARY KEY (administration_id, party_id, code),
  constraint product_groups_code_check CHECK ((code <> ''::text)),
  constraint product_groups_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
alter table product_groups enable row level security;
create policy own_administration on product_groups for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on product_groups to schakel_app;
grant select on product_groups to schakel_reader;
grant update (name) on product_groups to schakel_app;

create table punchout_attempts (
  administration_id uuid not null,
  session_id uuid not null,
  number integer not null,
  at timestamp with time zone not null,
  content_type text not null,
  body bytea not null,
  constraint punchout_attempts_pkey PRIMARY KEY (administration_id, session_id, number),
  constraint punchout_attempts_number_check CHECK ((number > 1)),
  constraint punchout_attempts_administration_id_session_id_fkey FOREIGN KEY (administration_id, session_id) REFERENCES punchout_sessions(administration_id, id) ON DELETE CASCADE
);
alter table punchout_attempts enable row level security;
create policy own_administration on punchout_attempts for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on punchout_attempts to schakel_app;
grant select on punchout_attempts to schakel_reader;

create table punchout_sessions (
  administration_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  connection_id uuid not null,
  user_id text,
  opened_by text not null,
  document_id uuid,
  token_hash bytea not null,
  sealed_start bytea,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  basket_id uuid,
  constraint punchout_sessions_pkey PRIMARY KEY (administration_id, id),
  constraint punchout_sessions_token UNIQUE (token_hash),
  constraint punchout_sessions_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint punchout_sessions_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE SET NULL (document_id),
  constraint punchout_sessions_administration_id_entry_id_fkey FOREIGN KEY (administration_id, entry_id) REFERENCES supplier_entries(administration_id, id) ON DELETE CASCADE,
  constraint punchout_sessions_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table punchout_sessions enable row level security;
create policy own_administration on punchout_sessions for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on punchout_sessions to schakel_app;
grant select on punchout_sessions to schakel_reader;
grant update (document_id, sealed_start, expires_at, used_at, basket_id) on punchout_sessions to schakel_app;

create table purchase_sendings (
  id uuid not null,
  administration_id uuid not null,
  document_id uuid not null,
  party_id uuid not null,
  edition integer not null,
  order_edition integer not null default 1,
  channel text not null,
  connection_id uuid,
  outbox_id uuid,
  state text not null default 'queued'::text,
  fingerprint text not null,
  answer text,
  supplier_order_id text not null default ''::text,
  supplier_number text not null default ''::text,
  answer_text text not null default ''::text,
  answer_lines jsonb not null default '[]'::jsonb,
  reason_code text not null default ''::text,
  reason_text text not null default ''::text,
  asks_person boolean not null default false,
  failures integer not null default 0,
  next_at timestamp with time zone default now(),
  requested_at timestamp with time zone not null default now(),
  requested_by text not null,
  sent_at timestamp with time zone,
  settled_by text,
  constraint purchase_sendings_pkey PRIMARY KEY (id),
  constraint purchase_sendings_administration_id_document_id_edition_key UNIQUE (administration_id, document_id, edition),
  constraint purchase_sendings_administration_id_id_key UNIQUE (administration_id, id),
  constraint purchase_sendings_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'acceptedWithChanges'::text, 'basketOnly'::text]))),
  constraint purchase_sendings_channel_check CHECK ((channel = ANY (ARRAY['service'::text, 'mail'::text]))),
  constraint purchase_sendings_check CHECK (((channel = 'service'::text) = (connection_id IS NOT NULL))),
  constraint purchase_sendings_check1 CHECK (((channel = 'mail'::text) = (outbox_id IS NOT NULL))),
  constraint purchase_sendings_edition_check CHECK ((edition > 0)),
  constraint purchase_sendings_order_edition_check CHECK ((order_edition > 0)),
  constraint purchase_sendings_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'refused'::text, 'notThere'::text]))),
  constraint purchase_sendings_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint purchase_sendings_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint purchase_sendings_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint purchase_sendings_administration_id_outbox_id_fkey FOREIGN KEY (administration_id, outbox_id) REFERENCES outbox(administration_id, id),
  constraint purchase_sendings_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
CREATE UNIQUE INDEX purchase_sendings_busy ON public.purchase_sendings USING btree (administration_id, document_id) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'unknown'::text]));
CREATE INDEX purchase_sendings_due ON public.purchase_sendings USING btree (administration_id, next_at) WHERE (next_at IS NOT NULL);
alter table purchase_sendings enable row level security;
create policy own_administration on purchase_sendings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER purchase_sendings_tell AFTER INSERT OR UPDATE ON public.purchase_sendings FOR EACH STATEMENT EXECUTE FUNCTION tell_change('documents');
grant insert, select on purchase_sendings to schakel_app;
grant select on purchase_sendings to schakel_reader;
grant update (state, answer, supplier_order_id, supplier_number, answer_text, answer_lines, reason_code, reason_text, asks_person, failures, next_at, sent_at, settled_by) on purchase_sendings to schakel_app;

create table rate_books (
  key text not null,
  book jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint rate_books_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on rate_books to schakel_hub;

create table relation_directions (
  administration_id uuid not null,
  relation_id uuid not null,
  doc_type text not null,
  way text not null,
  enabled boolean not null,
  announced boolean not null default false,
  constraint relation_directions_pkey PRIMARY KEY (administration_id, relation_id, doc_type, way),
  constraint relation_directions_doc_type_check CHECK ((doc_type = ANY (ARRAY['order'::text, 'order_response'::text, 'order_change'::text, 'order_cancel'::text, 'despatch'::text, 'invoice_copy'::text, 'catalogue'::text, 'stock'::text, 'statement'::text]))),
  constraint relation_directions_way_check CHECK ((way = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint relation_directions_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
alter table relation_directions enable row level security;
create policy own_administration on relation_directions for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on relation_directions to schakel_app;
grant select on relation_directions to schakel_reader;
grant update (enabled, announced) on relation_directions to schakel_app;

create table relation_events (
  administration_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null default now(),
  duration_ms integer,
  relation_id uuid,
  way text,
  doc_type text not null default ''::text,
  mode text not null default ''::text,
  message_id uuid,
  business_id text not null default ''::text,
  revision integer,
  body_sha256 bytea,
  step text not null,
  code text not null default ''::text,
  text text not null default ''::text,
  details jsonb not null default '{}'::jsonb,
  document_id uuid,
  actor text not null default ''::text,
  constraint relation_events_pkey PRIMARY KEY (administration_id, id),
  constraint relation_events_way_check CHECK ((way = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint relation_events_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_events_list ON public.relation_events USING btree (administration_id, at DESC, id DESC);
CREATE INDEX relation_events_message ON public.relation_events USING btree (administration_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX relation_events_relation ON public.relation_events USING btree (administration_id, relation_id, at DESC, id DESC);
alter table relation_events enable row level security;
create policy own_administration on relation_events for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on relation_events to schakel_app;
grant select on relation_events to schakel_reader;

create table relation_invitations (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  sealed_secret bytea,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  wrong_attempts integer not null default 0,
  constraint relation_invitations_pkey PRIMARY KEY (administration_id, id),
  constraint relation_invitations_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_invitations_id ON public.relation_invitations USING btree (id);
alter table relation_invitations enable row level security;
create policy own_administration on relation_invitations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on relation_invitations to schakel_app;
grant select on relation_invitations to schakel_reader;
grant update (sealed_secret, used_at, wrong_attempts) on relation_invitations to schakel_app;

create table relation_item_codes (
  administration_id uuid not null,
  relation_id uuid not null,
  code text not null,
  item_id uuid not null,
  unit_factor numeric,
  taught_at timestamp with time zone not null default now(),
  taught_by text not null,
  constraint relation_item_codes_pkey PRIMARY KEY (administration_id, relation_id, code),
  constraint relation_item_codes_code_check CHECK ((code <> ''::text)),
  constraint relation_item_codes_unit_factor_check CHECK ((unit_factor > (0)::numeric)),
  constraint relation_item_codes_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id) ON DELETE CASCADE,
  constraint relation_item_codes_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_item_codes_item ON public.relation_item_codes USING btree (administration_id, item_id);
alter table relation_item_codes enable row level security;
create policy own_administration on relation_item_codes for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on relation_item_codes to schakel_app;
grant select on relation_item_codes to schakel_reader;
grant update (item_id, unit_factor, taught_at, taught_by) on relation_item_codes to schakel_app;

create table relation_keys (
  administration_id uuid not null,
  relation_id uuid not null,
  owner text not null,
  kid text not null,
  public_key bytea not null,
  sealed_private_key bytea,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  state text not null,
  announcement jsonb,
  constraint relation_keys_pkey PRIMARY KEY (administration_id, relation_id, owner, kid),
  constraint relation_keys_check CHECK (((owner = 'own'::text) = (sealed_private_key IS NOT NULL))),
  constraint relation_keys_owner_check CHECK ((owner = ANY (ARRAY['own'::text, 'partner'::text]))),
  constraint relation_keys_public_key_check CHECK ((length(public_key) = 32)),
  constraint relation_keys_state_check CHECK ((state = ANY (ARRAY['announced'::text, 'current'::text, 'previous'::text, 'revoked'::text]))),
  constraint relation_keys_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE UNIQUE INDEX relation_keys_current ON public.relation_keys USING btree (administration_id, relation_id, owner) WHERE (state = 'current'::text);
CREATE INDEX relation_keys_kid ON public.relation_keys USING btree (relation_id, kid) WHERE (owner = 'partner'::text);
alter table relation_keys enable row level security;
create policy own_administration on relation_keys for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on relation_keys to schakel_app;
grant select on relation_keys to schakel_reader;
grant update (valid_from, valid_to, state) on relation_keys to schakel_app;

create table relation_messages (
  administration_id uuid not null,
  relation_id uuid not null,
  way text not null,
  message_id uuid not null,
  seq bigint not null,
  doc_type text not null,
  revision integer not null default 0,
  replaces integer,
  business_id text not null,
  in_reply_to uuid,
  document_id uuid,
  mode text not null,
  envelope jsonb,
  content bytea,
  content_sha256 bytea not null,
  sha256 bytea not null,
  jws text not null,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  created_by text not null default ''::text,
  changed_at timestamp with time zone not null default now(),
  delivered_at timestamp with time zone,
  receipt jsonb,
  receipt_jws text,
  problem jsonb,
  constraint relation_messages_pkey PRIMARY KEY (administration_id, relation_id, way, message_id),
  constraint relation_messages_administration_id_relation_id_way_doc_typ_key UNIQUE (administration_id, relation_id, way, doc_type, business_id, revision),
  constraint relation_messages_administration_id_relation_id_way_seq_key UNIQUE (administration_id, relation_id, way, seq),
  constraint relation_messages_business_id_check CHECK ((business_id <> ''::text)),
  constraint relation_messages_check CHECK (
CASE way
    WHEN 'out'::text THEN (state = ANY (ARRAY['queued'::text, 'sending'::text, 'delivered'::text, 'taken'::text, 'accepted'::text, 'changed'::text, 'rejected'::text, 'retrying'::text, 'failed'::text, 'expired'::text, 'recalled'::text]))
    ELSE (state = ANY (ARRAY['received'::text, 'imported'::text, 'held'::text, 'refused'::text, 'quarantined'::text]))
END),
  constraint relation_messages_content_sha256_check CHECK ((length(content_sha256) = 32)),
  constraint relation_messages_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint relation_messages_revision_check CHECK ((revision >= 0)),
  constraint relation_messages_sha256_check CHECK ((length(sha256) = 32)),
  constraint relation_messages_way_check CHECK ((way = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint relation_messages_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE SET NULL (document_id),
  constraint relation_messages_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_messages_document ON public.relation_messages USING btree (administration_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX relation_messages_due ON public.relation_messages USING btree (administration_id, relation_id, next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE INDEX relation_messages_held ON public.relation_messages USING btree (changed_at) WHERE ((way = 'in'::text) AND (state = 'held'::text));
CREATE INDEX relation_messages_list ON public.relation_messages USING btree (administration_id, created_at DESC);
CREATE INDEX relation_messages_received ON public.relation_messages USING btree (administration_id, relation_id, seq) WHERE ((way = 'in'::text) AND (state = 'received'::text));
CREATE INDEX relation_messages_reply ON public.relation_messages USING btree (administration_id, relation_id, in_reply_to) WHERE (in_reply_to IS NOT NULL);
CREATE INDEX relation_messages_under_way ON public.relation_messages USING btree (administration_id, relation_id, business_id, seq) WHERE ((way = 'out'::text) AND (state = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text])));
alter table relation_messages enable row level security;
create policy own_administration on relation_messages for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on relation_messages to schakel_app;
grant select on relation_messages to schakel_reader;
grant update (document_id, envelope, content, state, attempts, next_attempt_at, changed_at, delivered_at, receipt, receipt_jws, problem) on relation_messages to schakel_app;

create table relation_nonces (
  administration_id uuid not null,
  relation_id uuid not null,
  kid text not null,
  nonce text not null,
  seen_at timestamp with time zone not null,
  constraint relation_nonces_pkey PRIMARY KEY (administration_id, relation_id, kid, nonce),
  constraint relation_nonces_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_nonces_seen ON public.relation_nonces USING btree (administration_id, relation_id, seen_at);
alter table relation_nonces enable row level security;
create policy own_administration on relation_nonces for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on relation_nonces to schakel_app;
grant select on relation_nonces to schakel_reader;

create table relation_notices (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  kind text not null,
  body jsonb not null,
  sealed_secret bytea,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  problem jsonb,
  constraint relation_notices_pkey PRIMARY KEY (administration_id, id),
  constraint relation_notices_kind_check CHECK ((kind = ANY (ARRAY['accept'::text, 'reject'::text, 'cancel'::text, 'announcement'::text, 'key'::text]))),
  constraint relation_notices_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text, 'done'::text, 'failed'::text]))),
  constraint relation_notices_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
CREATE INDEX relation_notices_due ON public.relation_notices USING btree (administration_id, relation_id, created_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text]));
alter table relation_notices enable row level security;
create policy own_administration on relation_notices for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on relation_notices to schakel_app;
grant select on relation_notices to schakel_reader;
grant update (sealed_secret, state, attempts, next_attempt_at, problem) on relation_notices to schakel_app;

create table relation_statements (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  period_from date not null,
  period_to date not null,
  state text not null,
  own jsonb not null,
  own_jws text not null,
  partner jsonb,
  partner_jws text,
  differences jsonb not null default '[]'::jsonb,
  drawn_up_at timestamp with time zone not null default now(),
  drawn_up_by text not null default ''::text,
  answered_at timestamp with time zone,
  constraint relation_statements_pkey PRIMARY KEY (administration_id, id),
  constraint relation_statements_administration_id_relation_id_period_fr_key UNIQUE (administration_id, relation_id, period_from, period_to),
  constraint relation_statements_check CHECK ((period_from <= period_to)),
  constraint relation_statements_state_check CHECK ((state = ANY (ARRAY['drawnUp'::text, 'agreed'::text, 'differs'::text]))),
  constraint relation_statements_administration_id_relation_id_fkey FOREIGN KEY (administration_id, relation_id) REFERENCES relations(administration_id, id)
);
alter table relation_statements enable row level security;
create policy own_administration on relation_statements for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on relation_statements to schakel_app;
grant select on relation_statements to schakel_reader;
grant update (state, own, own_jws, partner, partner_jws, differences, drawn_up_at, drawn_up_by, answered_at) on relation_statements to schakel_app;

create table relations (
  administration_id uuid not null,
  id uuid not null,
  side text not null,
  state text not null default 'invited'::text,
  state_changed_at timestamp with time zone not null default now(),
  state_changed_by text not null,
  suspended_by_us boolean not null default false,
  suspended_by_partner boolean not null default false,
  party_id uuid,
  own jsonb not null,
  partner jsonb,
  own_hub text not null default ''::text,
  partner_hub text not null default ''::text,
  is_local boolean not null default false,
  mode text not null default 'live'::text,
  confirmed_at timestamp with time zone,
  confirmed_by text not null default ''::text,
  partner_confirmed_at timestamp with time zone,
  comparison_code text not null default ''::text,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  settings jsonb not null default '{}'::jsonb,
  next_seq bigint not null default 1,
  received_seq bigint not null default 0,
  acknowledged_seq bigint not null default 0,
  partner_pulls boolean not null default false,
  own_announced integer not null default 0,
  partner_announced integer not null default 0,
  partner_maximum_bytes integer not null default 5242880,
  pulled_at timestamp with time zone,
  next_pull_at timestamp with time zone,
  pull_failures integer not null default 0,
  trouble jsonb,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null,
  version integer not null default 1,
  constraint relations_pkey PRIMARY KEY (administration_id, id),
  constraint relations_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint relations_side_check CHECK ((side = ANY (ARRAY['initiator'::text, 'responder'::text]))),
  constraint relations_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text, 'rejected'::text, 'cancelled'::text, 'expired'::text, 'ended'::text]))),
  constraint relations_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint relations_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id) ON DELETE SET NULL (party_id)
);
CREATE INDEX relations_id ON public.relations USING btree (id);
CREATE INDEX relations_party ON public.relations USING btree (administration_id, party_id);
CREATE INDEX relations_pull ON public.relations USING btree (next_pull_at) WHERE (next_pull_at IS NOT NULL);
alter table relations enable row level security;
create policy own_administration on relations for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER relation_state_moves BEFORE INSERT OR UPDATE ON public.relations FOR EACH ROW EXECUTE FUNCTION relation_state_moves();
grant insert, select on relations to schakel_app;
grant select on relations to schakel_reader;
grant update (state, state_changed_at, state_changed_by, suspended_by_us, suspended_by_partner, party_id, own, partner, own_hub, partner_hub, is_local, confirmed_at, confirmed_by, partner_confirmed_at, comparison_code, expires_at, ended_at, settings, next_seq, received_seq, acknowledged_seq, partner_pulls, own_announced, partner_announced, partner_maximum_bytes, pulled_at, next_pull_at, pull_failures, trouble, changed_at, changed_by, version) on relations to schakel_app;

create table restricted_documents (
  administration_id uuid not null,
  document_id uuid not null,
  until date not null,
  restricted_at timestamp with time zone not null,
  constraint restricted_documents_pkey PRIMARY KEY (administration_id, document_id),
  constraint restricted_documents_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id)
);
alter table restricted_documents enable row level security;
create policy own_administration on restricted_documents for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on restricted_documents to schakel_app;
grant select on restricted_documents to schakel_reader;

create table retention_passes (
  administration_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  deleted jsonb not null,
  constraint retention_passes_pkey PRIMARY KEY (administration_id, id),
  constraint retention_passes_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table retention_passes enable row level security;
create policy own_administration on retention_passes for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on retention_passes to schakel_app;
grant select on retention_passes to schakel_reader;

create table retention_settings (
  administration_id uuid not null,
  raw_days integer not null,
  trace_days integer not null,
  pass_through_days integer not null,
  own_books_years integer not null,
  version integer not null default 1,
  changed_by text not null,
  changed_at timestamp with time zone not null default now(),
  constraint retention_settings_pkey PRIMARY KEY (administration_id),
  constraint retention_settings_own_books_years_check CHECK (((own_books_years >= 10) AND (own_books_years <= 100))),
  constraint retention_settings_pass_through_days_check CHECK (((pass_through_days >= 0) AND (pass_through_days <= 3650))),
  constraint retention_settings_raw_days_check CHECK (((raw_days >= 0) AND (raw_days <= 3650))),
  constraint retention_settings_trace_days_check CHECK (((trace_days >= 0) AND (trace_days <= 3650))),
  constraint retention_settings_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
alter table retention_settings enable row level security;
create policy own_administration on retention_settings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select, update on retention_settings to schakel_app;
grant select on retention_settings to schakel_reader;

create table rewritten_tables (
  name text not null,
  rewritten_at timestamp with time zone not null,
  constraint rewritten_tables_pkey PRIMARY KEY (name)
);

create table runs (
  id uuid not null,
  administration_id uuid not null,
  coupling_id uuid,
  connection_id uuid,
  flow text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  counts jsonb not null default '{}'::jsonb,
  constraint runs_pkey PRIMARY KEY (administration_id, id, started_at)
) partition by range (started_at);
alter table runs enable row level security;
create policy own_administration on runs for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on runs to schakel_app;
grant select on runs to schakel_reader;

create table runs_rest partition of runs DEFAULT;

create table schedule_turns (
  name text not null,
  taken_at timestamp with time zone not null default now(),
  constraint schedule_turns_pkey PRIMARY KEY (name)
);
grant delete, insert, select, update on schedule_turns to schakel_hub;

create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (number)
);

create table seen_messages (
  administration_id uuid not null,
  connection_id uuid not null,
  message_id text not null,
  seen_at timestamp with time zone not null default now(),
  constraint seen_messages_pkey PRIMARY KEY (administration_id, connection_id, message_id),
  constraint seen_messages_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table seen_messages enable row level security;
create policy own_administration on seen_messages for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on seen_messages to schakel_app;
grant select on seen_messages to schakel_reader;

create table sent_mails (
  administration_id uuid not null,
  outbox_id uuid not null,
  attempt integer not null,
  source_gzip bytea not null,
  sha256 text not null,
  at timestamp with time zone not null default now(),
  constraint sent_mails_pkey PRIMARY KEY (administration_id, outbox_id, attempt),
  constraint sent_mails_administration_id_outbox_id_fkey FOREIGN KEY (administration_id, outbox_id) REFERENCES outbox(administration_id, id)
);
alter table sent_mails alter column source_gzip set storage external;
CREATE INDEX sent_mails_by_time ON public.sent_mails USING btree (administration_id, at);
alter table sent_mails enable row level security;
create policy own_administration on sent_mails for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on sent_mails to schakel_app;
grant select on sent_mails to schakel_reader;

create table sign_in_limits (
  subject bytea not null,
  attempts integer not null,
  free_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint sign_in_limits_pkey PRIMARY KEY (subject)
);
grant delete, insert, select, update on sign_in_limits to schakel_hub;

create table stock_movements (
  id uuid not null,
  administration_id uuid not null,
  item_id uuid not null,
  location_id uuid not null,
  quantity numeric not null,
  document_id uuid,
  document_position integer,
  reason text not null,
  at timestamp with time zone not null default now(),
  constraint stock_movements_pkey PRIMARY KEY (id),
  constraint stock_movements_administration_id_document_id_document_posi_key UNIQUE (administration_id, document_id, document_position),
  constraint stock_movements_reason_check CHECK ((reason = ANY (ARRAY['sale'::text, 'return'::text, 'purchase'::text, 'count'::text, 'transfer'::text]))),
  constraint stock_movements_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id),
  constraint stock_movements_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id),
  constraint stock_movements_administration_id_location_id_fkey FOREIGN KEY (administration_id, location_id) REFERENCES locations(administration_id, id)
);
CREATE INDEX stock_movements_item ON public.stock_movements USING btree (administration_id, item_id, location_id);
alter table stock_movements enable row level security;
create policy own_administration on stock_movements for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on stock_movements to schakel_app;
grant select on stock_movements to schakel_reader;

create table subscriptions (
  administration_id uuid not null,
  connection_id uuid not null,
  external_id text not null,
  topic text not null,
  active boolean not null,
  checked_at timestamp with time zone not null default now(),
  constraint subscriptions_pkey PRIMARY KEY (administration_id, connection_id, external_id),
  constraint subscriptions_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table subscriptions enable row level security;
create policy own_administration on subscriptions for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select, update on subscriptions to schakel_app;
grant select on subscriptions to schakel_reader;

create table supplier_basket_lines (
  administration_id uuid not null,
  basket_id uuid not null,
  position integer not null,
  as_read jsonb not null,
  cost numeric,
  cost_flags text[] not null default '{}'::text[],
  item_id uuid,
  match text not null,
  supplier_item_id uuid,
  is_ticked boolean not null,
  quantity numeric not null,
  unit_code text not null,
  entered_price numeric,
  taken_quantity numeric not null default 0,
  constraint supplier_basket_lines_pkey PRIMARY KEY (administration_id, basket_id, "position"),
  constraint supplier_basket_lines_entered_price_check CHECK ((entered_price >= (0)::numeric)),
  constraint supplier_basket_lines_match_check CHECK ((match = ANY (ARRAY['supplier'::text, 'gtin'::text, 'several'::text, 'none'::text]))),
  constraint supplier_basket_lines_position_check CHECK (("position" > 0)),
  constraint supplier_basket_lines_administration_id_basket_id_fkey FOREIGN KEY (administration_id, basket_id) REFERENCES supplier_baskets(administration_id, id) ON DELETE CASCADE,
  constraint supplier_basket_lines_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id) ON DELETE SET NULL (item_id)
);
alter table supplier_basket_lines enable row level security;
create policy own_administration on supplier_basket_lines for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_basket_lines to schakel_app;
grant select on supplier_basket_lines to schakel_reader;
grant update (item_id, is_ticked, quantity, unit_code, entered_price, taken_quantity) on supplier_basket_lines to schakel_app;

create table supplier_basket_takings (
  administration_id uuid not null,
  basket_id uuid not null,
  key text not null,
  document_id uuid not null,
  lines integer not null,
  at timestamp with time zone not null default now(),
  taken_by text not null,
  constraint supplier_basket_takings_pkey PRIMARY KEY (administration_id, basket_id, key),
  constraint supplier_basket_takings_administration_id_basket_id_fkey FOREIGN KEY (administration_id, basket_id) REFERENCES supplier_baskets(administration_id, id) ON DELETE CASCADE
);
alter table supplier_basket_takings enable row level security;
create policy own_administration on supplier_basket_takings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_basket_takings to schakel_app;
grant select on supplier_basket_takings to schakel_reader;

create table supplier_baskets (
  administration_id uuid not null,
  id uuid not null,
  entry_id uuid,
  connection_id uuid,
  party_id uuid,
  alias text not null,
  user_id text,
  fetched_by text not null,
  fetched_at timestamp with time zone not null default now(),
  source text not null,
  document_id uuid,
  suppliers_basket_id text not null default ''::text,
  currency text not null,
  content_hash bytea not null,
  doubles_id uuid,
  is_double_wanted boolean not null default false,
  state text not null,
  emptied text not null default 'no'::text,
  emptied_at timestamp with time zone,
  emptied_by text not null default ''::text,
  raw bytea,
  raw_content_type text not null default ''::text,
  remarks jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  supplier_document_id uuid,
  client_key uuid,
  constraint supplier_baskets_pkey PRIMARY KEY (administration_id, id),
  constraint supplier_baskets_client_key_check CHECK (((source = 'catalogue'::text) = (client_key IS NOT NULL))),
  constraint supplier_baskets_connection_check CHECK (
CASE source
    WHEN 'catalogue'::text THEN (connection_id IS NULL)
    WHEN 'document'::text THEN true
    ELSE (connection_id IS NOT NULL)
END),
  constraint supplier_baskets_document_check CHECK (((source = 'document'::text) = (supplier_document_id IS NOT NULL))),
  constraint supplier_baskets_emptied_check CHECK ((emptied = ANY (ARRAY['no'::text, 'yes'::text, 'failed'::text]))),
  constraint supplier_baskets_source_check CHECK ((source = ANY (ARRAY['service'::text, 'punchout'::text, 'catalogue'::text, 'file'::text, 'document'::text]))),
  constraint supplier_baskets_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'parked'::text, 'taken'::text]))),
  constraint supplier_baskets_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint supplier_baskets_administration_id_document_id_fkey FOREIGN KEY (administration_id, document_id) REFERENCES documents(administration_id, id) ON DELETE SET NULL (document_id),
  constraint supplier_baskets_administration_id_entry_id_fkey FOREIGN KEY (administration_id, entry_id) REFERENCES supplier_entries(administration_id, id) ON DELETE SET NULL (entry_id),
  constraint supplier_baskets_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint supplier_baskets_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id) ON DELETE SET NULL (party_id),
  constraint supplier_baskets_administration_id_supplier_document_id_fkey FOREIGN KEY (administration_id, supplier_document_id) REFERENCES supplier_documents(administration_id, id)
);
CREATE UNIQUE INDEX supplier_baskets_client_key ON public.supplier_baskets USING btree (administration_id, client_key, party_id, currency) WHERE (client_key IS NOT NULL);
CREATE INDEX supplier_baskets_content ON public.supplier_baskets USING btree (administration_id, connection_id, content_hash);
CREATE INDEX supplier_baskets_document ON public.supplier_baskets USING btree (administration_id, supplier_document_id) WHERE (supplier_document_id IS NOT NULL);
CREATE INDEX supplier_baskets_list ON public.supplier_baskets USING btree (administration_id, fetched_at DESC);
alter table supplier_baskets enable row level security;
create policy own_administration on supplier_baskets for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_baskets to schakel_app;
grant select on supplier_baskets to schakel_reader;
grant update (entry_id, party_id, document_id, is_double_wanted, state, emptied, emptied_at, emptied_by, raw, remarks, version) on supplier_baskets to schakel_app;

create table supplier_documents (
  administration_id uuid not null,
  id uuid not null,
  entry_id uuid,
  connector text not null,
  connection_id uuid,
  party_id uuid,
  alias text not null,
  user_id text,
  supplier_key text not null,
  source text not null,
  kind text not null,
  number text not null,
  numbers text[] not null,
  our_order_number text not null default ''::text,
  document_date date,
  currency text not null,
  line_count integer not null,
  content jsonb,
  content_hash bytea not null,
  remarks jsonb not null default '[]'::jsonb,
  raw bytea,
  raw_content_type text not null default ''::text,
  file_name text not null default ''::text,
  fetched_at timestamp with time zone not null default now(),
  fetched_by text not null,
  constraint supplier_documents_pkey PRIMARY KEY (administration_id, id),
  constraint supplier_documents_check CHECK (((source = 'service'::text) = (connection_id IS NOT NULL))),
  constraint supplier_documents_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'deliveryNote'::text]))),
  constraint supplier_documents_number_check CHECK ((number <> ''::text)),
  constraint supplier_documents_source_check CHECK ((source = ANY (ARRAY['service'::text, 'upload'::text, 'partner'::text]))),
  constraint supplier_documents_supplier_key_check CHECK ((supplier_key <> ''::text)),
  constraint supplier_documents_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint supplier_documents_administration_id_entry_id_fkey FOREIGN KEY (administration_id, entry_id) REFERENCES supplier_entries(administration_id, id) ON DELETE SET NULL (entry_id),
  constraint supplier_documents_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint supplier_documents_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id) ON DELETE SET NULL (party_id)
);
CREATE INDEX supplier_documents_list ON public.supplier_documents USING btree (administration_id, fetched_at DESC);
CREATE INDEX supplier_documents_number ON public.supplier_documents USING btree (administration_id, supplier_key, kind, number);
CREATE INDEX supplier_documents_numbers ON public.supplier_documents USING gin (numbers);
alter table supplier_documents enable row level security;
create policy own_administration on supplier_documents for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant insert, select on supplier_documents to schakel_app;
grant select on supplier_documents to schakel_reader;
grant update (entry_id, party_id, content, remarks, raw, file_name) on supplier_documents to schakel_app;

create table supplier_entries (
  administration_id uuid not null,
  id uuid not null,
  function text not null,
  connector text not null,
  connection_id uuid,
  party_id uuid,
  alias text not null,
  user_id text,
  position integer not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  changed_by text not null,
  constraint supplier_entries_pkey PRIMARY KEY (administration_id, id),
  constraint supplier_entries_administration_id_function_alias_key UNIQUE (administration_id, function, alias),
  constraint supplier_entries_alias_check CHECK ((alias <> ''::text)),
  constraint supplier_entries_function_check CHECK ((function = ANY (ARRAY['basket'::text, 'price'::text, 'order'::text, 'document'::text]))),
  constraint supplier_entries_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id),
  constraint supplier_entries_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint supplier_entries_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id) ON DELETE SET NULL (party_id)
);
CREATE INDEX supplier_entries_connection ON public.supplier_entries USING btree (administration_id, connection_id);
alter table supplier_entries enable row level security;
create policy own_administration on supplier_entries for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_entries to schakel_app;
grant select on supplier_entries to schakel_reader;
grant update (connection_id, party_id, alias, user_id, position, version, changed_at, changed_by) on supplier_entries to schakel_app;

create table supplier_item_prices (
  administration_id uuid not null,
  supplier_item_id uuid not null,
  batch_id uuid not null,
  version_after integer not null,
  previous jsonb,
  net numeric,
  currency text not null default ''::text,
  basis_quantity numeric,
  basis_unit_code text not null default ''::text,
  cost_per_use_unit numeric,
  price_source text not null default ''::text,
  priced_at timestamp with time zone,
  valid_from date,
  valid_to date,
  replaced_at timestamp with time zone not null default now(),
  outcome text,
  constraint supplier_item_prices_pkey PRIMARY KEY (administration_id, supplier_item_id, batch_id),
  constraint supplier_item_prices_outcome_check CHECK ((outcome = ANY (ARRAY['undone'::text, 'kept'::text]))),
  constraint supplier_item_prices_administration_id_batch_id_fkey FOREIGN KEY (administration_id, batch_id) REFERENCES price_batches(administration_id, id)
);
CREATE INDEX supplier_item_prices_batch ON public.supplier_item_prices USING btree (administration_id, batch_id, supplier_item_id);
alter table supplier_item_prices enable row level security;
create policy own_administration on supplier_item_prices for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_item_prices to schakel_app;
grant select on supplier_item_prices to schakel_reader;
grant update (version_after, outcome) on supplier_item_prices to schakel_app;

create table supplier_items (
  id uuid not null,
  administration_id uuid not null,
  price_list_id uuid not null,
  party_id uuid not null,
  item_id uuid,
  suppliers_item_identifier text not null,
  manufacturers_item_identifier text not null default ''::text,
  brand_name text not null default ''::text,
  gtin text not null default ''::text,
  name text not null default ''::text,
  category text not null default ''::text,
  discount_group text not null default ''::text,
  currency text not null,
  gross numeric,
  net numeric,
  discounts jsonb not null default '[]'::jsonb,
  net_from text not null default ''::text,
  basis_quantity numeric not null default 1,
  basis_unit_code text not null default 'C62'::text,
  order_unit_code text not null default 'C62'::text,
  per_order_unit numeric not null default 1,
  use_unit_code text not null default 'C62'::text,
  use_per_order numeric not null default 1,
  minimum numeric,
  multiple numeric,
  pack_quantity numeric,
  tiers jsonb not null default '[]'::jsonb,
  surcharges jsonb not null default '[]'::jsonb,
  metal jsonb,
  vat_rate numeric,
  valid_from date,
  valid_to date,
  price_status text not null,
  cost_per_use_unit numeric,
  cost_flags jsonb not null default '[]'::jsonb,
  sales_rule jsonb,
  price_source text not null,
  priced_at timestamp with time zone not null,
  not_in_list_since timestamp with time zone,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint supplier_items_pkey PRIMARY KEY (id),
  constraint supplier_items_administration_id_id_key UNIQUE (administration_id, id),
  constraint supplier_items_administration_id_price_list_id_suppliers_it_key UNIQUE (administration_id, price_list_id, suppliers_item_identifier),
  constraint supplier_items_basis_quantity_check CHECK ((basis_quantity > (0)::numeric)),
  constraint supplier_items_basis_unit_code_check CHECK ((basis_unit_code <> ''::text)),
  constraint supplier_items_check CHECK (((price_status <> 'ok'::text) OR (net IS NOT NULL))),
  constraint supplier_items_cost_per_use_unit_check CHECK ((cost_per_use_unit > (0)::numeric)),
  constraint supplier_items_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint supplier_items_gross_check CHECK ((gross > (0)::numeric)),
  constraint supplier_items_gtin_check CHECK ((gtin ~ '^(\d{14})?$'::text)),
  constraint supplier_items_minimum_check CHECK ((minimum > (0)::numeric)),
  constraint supplier_items_multiple_check CHECK ((multiple > (0)::numeric)),
  constraint supplier_items_net_check CHECK ((net > (0)::numeric)),
  constraint supplier_items_net_from_check CHECK ((net_from = ANY (ARRAY[''::text, 'project'::text, 'promotion'::text, 'articleNet'::text, 'articleDiscount'::text, 'group'::text, 'general'::text, 'gross'::text]))),
  constraint supplier_items_order_unit_code_check CHECK ((order_unit_code <> ''::text)),
  constraint supplier_items_pack_quantity_check CHECK ((pack_quantity > (0)::numeric)),
  constraint supplier_items_per_order_unit_check CHECK ((per_order_unit > (0)::numeric)),
  constraint supplier_items_price_source_check CHECK ((price_source = ANY (ARRAY['list'::text, 'service'::text, 'hand'::text]))),
  constraint supplier_items_price_status_check CHECK ((price_status = ANY (ARRAY['ok'::text, 'noNet'::text, 'noPrice'::text, 'onRequest'::text, 'discontinued'::text, 'unknown'::text]))),
  constraint supplier_items_suppliers_item_identifier_check CHECK ((suppliers_item_identifier <> ''::text)),
  constraint supplier_items_use_per_order_check CHECK ((use_per_order > (0)::numeric)),
  constraint supplier_items_use_unit_code_check CHECK ((use_unit_code <> ''::text)),
  constraint supplier_items_vat_rate_check CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric))),
  constraint supplier_items_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id),
  constraint supplier_items_administration_id_item_id_fkey FOREIGN KEY (administration_id, item_id) REFERENCES items(administration_id, id),
  constraint supplier_items_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id),
  constraint supplier_items_administration_id_price_list_id_fkey FOREIGN KEY (administration_id, price_list_id) REFERENCES price_lists(administration_id, id)
);
CREATE INDEX supplier_items_code ON public.supplier_items USING btree (administration_id, party_id, suppliers_item_identifier);
CREATE INDEX supplier_items_group ON public.supplier_items USING btree (administration_id, party_id, discount_group) WHERE (discount_group <> ''::text);
CREATE INDEX supplier_items_gtin ON public.supplier_items USING btree (administration_id, gtin) WHERE (gtin <> ''::text);
CREATE INDEX supplier_items_item ON public.supplier_items USING btree (administration_id, item_id) WHERE (item_id IS NOT NULL);
alter table supplier_items enable row level security;
create policy own_administration on supplier_items for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER supplier_items_searched_changed AFTER UPDATE ON public.supplier_items REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_supplier_items();
CREATE TRIGGER supplier_items_searched_gone AFTER DELETE ON public.supplier_items REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_supplier_items();
CREATE TRIGGER supplier_items_searched_new AFTER INSERT ON public.supplier_items REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_supplier_items();
CREATE TRIGGER supplier_items_tell AFTER INSERT OR DELETE OR UPDATE ON public.supplier_items FOR EACH STATEMENT EXECUTE FUNCTION tell_change('items');
grant delete, insert, select on supplier_items to schakel_app;
grant select on supplier_items to schakel_reader;
grant update (item_id, manufacturers_item_identifier, brand_name, gtin, name, category, discount_group, currency, gross, net, discounts, net_from, basis_quantity, basis_unit_code, order_unit_code, per_order_unit, use_unit_code, use_per_order, minimum, multiple, pack_quantity, tiers, surcharges, metal, vat_rate, valid_from, valid_to, price_status, cost_per_use_unit, cost_flags, sales_rule, price_source, priced_at, not_in_list_since, version, changed_at, changed_by) on supplier_items to schakel_app;

create table supplier_units (
  administration_id uuid not null,
  party_id uuid not null,
  suppliers_word text not null,
  unit_code text not null,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null default ''::text,
  constraint supplier_units_pkey PRIMARY KEY (administration_id, party_id, suppliers_word),
  constraint supplier_units_suppliers_word_check CHECK ((suppliers_word <> ''::text)),
  constraint supplier_units_unit_code_check CHECK ((unit_code <> ''::text)),
  constraint supplier_units_administration_id_party_id_fkey FOREIGN KEY (administration_id, party_id) REFERENCES parties(administration_id, id)
);
alter table supplier_units enable row level security;
create policy own_administration on supplier_units for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on supplier_units to schakel_app;
grant select on supplier_units to schakel_reader;
grant update (unit_code, changed_at, changed_by) on supplier_units to schakel_app;

create table user_events (
  administration_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  user_id text,
  actor text not null,
  action text not null,
  details jsonb not null default '{}'::jsonb,
  constraint user_events_pkey PRIMARY KEY (administration_id, id),
  constraint user_events_action_check CHECK ((action = ANY (ARRAY['signedIn'::text, 'signInFailed'::text, 'passwordChanged'::text, 'emailChanged'::text, 'twoFactorOn'::text, 'twoFactorOff'::text, 'invited'::text, 'invitationRevoked'::text, 'invitationAccepted'::text, 'roleChanged'::text, 'removed'::text]))),
  constraint user_events_administration_id_fkey FOREIGN KEY (administration_id) REFERENCES administrations(id)
);
CREATE INDEX user_events_by_time ON public.user_events USING btree (administration_id, at DESC);
alter table user_events enable row level security;
create policy own_administration on user_events for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
grant delete, insert, select on user_events to schakel_app;
grant select on user_events to schakel_reader;

create table webhook_sightings (
  administration_id uuid not null,
  connection_id uuid not null,
  webhook_id text not null,
  topic text not null default ''::text,
  pinged_at timestamp with time zone,
  delivered_at timestamp with time zone,
  sender text not null default ''::text,
  constraint webhook_sightings_pkey PRIMARY KEY (administration_id, connection_id, webhook_id),
  constraint webhook_sightings_administration_id_connection_id_fkey FOREIGN KEY (administration_id, connection_id) REFERENCES connections(administration_id, id)
);
alter table webhook_sightings enable row level security;
create policy own_administration on webhook_sightings for all to schakel_app, schakel_reader using (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting)) with check (administration_id = ( SELECT (current_setting('app.administration'::text))::uuid AS current_setting));
CREATE TRIGGER sightings_tell AFTER INSERT OR UPDATE ON public.webhook_sightings FOR EACH STATEMENT EXECUTE FUNCTION tell_change('connections');
grant insert, select on webhook_sightings to schakel_app;
grant select on webhook_sightings to schakel_reader;
grant update (topic, pinged_at, delivered_at, sender) on webhook_sightings to schakel_app;

CREATE OR REPLACE FUNCTION public.accept_invitation(hash bytea, who text, his_name text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  used invitations;
begin
  update invitations set accepted_at = at, accepted_by = who
  where token_hash = hash and accepted_at is null and revoked_at is null and expires_at > at returning * into used;
  if used.id is null then
    return null;
  end if;
  insert into memberships (administration_id, user_id, role) values (used.administration_id, who, used.role) on conflict do nothing;
  insert into user_events (administration_id, id, at, user_id, actor, action, details)
  values (used.administration_id, gen_random_uuid(), at, who, his_name, 'invitationAccepted',
    jsonb_build_object('role', used.role, 'email', used.email));
  return used.administration_id;
end
$function$
;
revoke all on function accept_invitation(bytea,text,text,timestamp with time zone) from public;
grant execute on function accept_invitation(bytea,text,text,timestamp with time zone) to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_bulk_actions()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct b.administration_id from bulk_actions b where b.state in ('running', 'watching')
$function$
;
revoke all on function administrations_with_bulk_actions() from public;
grant execute on function administrations_with_bulk_actions() to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_dry_runs()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct d.administration_id from dry_runs d where d.state in ('waiting', 'running')
$function$
;
revoke all on function administrations_with_dry_runs() from public;
grant execute on function administrations_with_dry_runs() to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_imports()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct i.administration_id from imports i where i.state in ('applying', 'undoing')
$function$
;
revoke all on function administrations_with_imports() from public;
grant execute on function administrations_with_imports() to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_mail()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id from administrations a where exists (select from outbox o where o.administration_id = a.id and o.channel = 'mail'
    and (o.state = 'sending' or (o.state = 'queued' and (o.next_attempt_at is null or o.next_attempt_at <= now()))))
$function$
;
revoke all on function administrations_with_mail() from public;
grant execute on function administrations_with_mail() to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_price_work()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.administration_id from price_imports i where i.state in ('reading', 'applying')
  union
  select b.administration_id from price_batches b where b.state = 'undoing' and b.price_run_id is null
$function$
;
revoke all on function administrations_with_price_work() from public;
grant execute on function administrations_with_price_work() to schakel_hub;

CREATE OR REPLACE FUNCTION public.administrations_with_sendings()
 RETURNS TABLE(administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct s.administration_id from purchase_sendings s where s.next_at is not null and s.next_at <= now()
$function$
;
revoke all on function administrations_with_sendings() from public;
grant execute on function administrations_with_sendings() to schakel_hub;

CREATE OR REPLACE FUNCTION public.applied_migrations()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select count(*)::int from schema_migrations
$function$
;
revoke all on function applied_migrations() from public;
grant execute on function applied_migrations() to schakel_hub;

CREATE OR REPLACE FUNCTION public.catalogue_couplings()
 RETURNS TABLE(coupling_id uuid, administration_id uuid, kind text, settings jsonb, is_busy boolean, is_started boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.id, k.administration_id, k.kind, k.settings, r.id is not null,
    exists (select from catalogue_runs f where f.administration_id = k.administration_id and f.coupling_id = k.id and f.scope = 'first' and f.state = 'done')
  from couplings k
  join connections s on s.administration_id = k.administration_id and s.id = k.source_connection_id
  join connections t on t.administration_id = k.administration_id and t.id = k.target_connection_id
  left join catalogue_runs r on r.administration_id = k.administration_id and r.coupling_id = k.id and r.ended_at is null
  where k.kind <> 'shopOrders' and s.state <> 'paused' and t.state <> 'paused'
    and (k.state = 'live' or r.state = 'looking')
    and (r.id is null or (not r.is_paused and r.state in ('looking', 'writing') and r.next_at <= now()))
    and coupling_may_run(k, s.connector) and coupling_may_run(k, t.connector)
$function$
;
revoke all on function catalogue_couplings() from public;
grant execute on function catalogue_couplings() to schakel_hub;

CREATE OR REPLACE FUNCTION public.connections_with_work(older_than interval)
 RETURNS TABLE(connection_id uuid, administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state <> 'paused'
    and exists (select from couplings k where k.administration_id = c.administration_id and k.source_connection_id = c.id and k.state = 'live'
      and k.kind = 'shopOrders' and coupling_may_run(k, c.connector))
    and (exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id
                   and d.state = 'received' and d.received_at < now() - older_than)
      or exists (select from inbox i where i.administration_id = c.administration_id and i.connection_id = c.id and i.next_attempt_at <= now()))
$function$
;
revoke all on function connections_with_work(interval) from public;
grant execute on function connections_with_work(interval) to schakel_hub;

CREATE OR REPLACE FUNCTION public.coupling_may_run(coupling couplings, its_connector text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from modules m where m.administration_id = coupling.administration_id and m.module = its_connector and m.state = 'on')
    and (coupling.target_connection_id is not null or not exists (select from modules m
      where m.administration_id = coupling.administration_id and m.state <> 'on'
        and m.module = case coupling.settings ->> 'documentKind' when 'orderSlip' then 'orderSlips' when 'deliveryNote' then 'deliveryNotes' end))
$function$
;
revoke all on function coupling_may_run(couplings,text) from public;
grant execute on function coupling_may_run(couplings,text) to public;

CREATE OR REPLACE FUNCTION public.drop_expired_partitions(at timestamp with time zone)
 RETURNS SETOF text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET lock_timeout TO '5s'
AS $function$
declare
  parent text;
  child text;
  days int;
  holds_open boolean;
begin
  foreach parent in array array['deliveries', 'exchanges', 'runs', 'events'] loop
    -- A company without settings keeps the usual 90 days.
    select max(coalesce(case when parent in ('deliveries', 'exchanges') then s.raw_days else s.trace_days end, 90)) into days
      from administrations a left join retention_settings s on s.administration_id = a.id;
    for child in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent::regclass and c.relname ~ '_[0-9]{6}$' order by c.relname loop
      continue when to_date(right(child, 6), 'YYYYMM') + interval '1 month' > at - make_interval(days => coalesce(days, 90));
      holds_open := false;
      if parent = 'deliveries' then
        execute format('select exists (select from %I where state = ''received'')', child) into holds_open;
      end if;
      if not holds_open and parent in ('deliveries', 'events') then
        execute format('select exists (select from inbox i join %I c on c.administration_id = i.administration_id
          and c.connection_id = i.connection_id and c.external_id = i.external_id where i.outcome in (''waiting'', ''held'', ''failed''))', child)
          into holds_open;
      elsif parent = 'exchanges' then
        execute format('select exists (select from %I c join events e on e.administration_id = c.administration_id and e.run_id = c.run_id
          join inbox i on i.administration_id = e.administration_id and i.connection_id = e.connection_id and i.external_id = e.external_id
          where i.outcome in (''waiting'', ''held'', ''failed''))', child) into holds_open;
      end if;
      if parent = 'runs' then
        execute format('select exists (select from %I c join events e on e.administration_id = c.administration_id and e.run_id = c.id
          join inbox i on i.administration_id = e.administration_id and i.connection_id = e.connection_id and i.external_id = e.external_id
          where i.outcome in (''waiting'', ''held'', ''failed''))', child) into holds_open;
      end if;
      if not holds_open then
        execute format('drop table %I', child);
        return next child;
      end if;
    end loop;
  end loop;
end
$function$
;
revoke all on function drop_expired_partitions(timestamp with time zone) from public;
grant execute on function drop_expired_partitions(timestamp with time zone) to schakel_hub;

CREATE OR REPLACE FUNCTION public.ensure_partitions(months_ahead integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  parent text;
  first_day date;
  child text;
begin
  foreach parent in array array['deliveries', 'exchanges', 'runs', 'events'] loop
    for ahead in 0..months_ahead loop
      first_day := (date_trunc('month', now()) + make_interval(months => ahead))::date;
      child := format('%s_%s', parent, to_char(first_day, 'YYYYMM'));
      if to_regclass(child) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            child, parent, first_day, (first_day + interval '1 month')::date);
        exception
          when duplicate_table then null;
          -- Rows of that month already lie in the rest partition: they stay there.
          when check_violation then null;
        end;
      end if;
    end loop;
  end loop;
end
$function$
;
revoke all on function ensure_partitions(integer) from public;
grant execute on function ensure_partitions(integer) to schakel_hub;

CREATE OR REPLACE FUNCTION public.find_by_words(patterns text[], of_price_list uuid, at_most integer)
 RETURNS TABLE(kind text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
AS $function$
declare
  ours uuid := current_setting('app.administration')::uuid;
  words text := (select string_agg(format('s.search like %L', '%' || pattern || '%'), ' and ') from unnest(patterns) pattern);
  of_list text := case when of_price_list is null then '' else 's.price_list_id = $3 and ' end;
  -- Each column that the index has to bring together with the words costs as much as they do. Whose a row is, is looked up in it where a list says
  -- it already, and where most rows are ours anyway: `is true` keeps it out of the index.
  is_ours text := case when of_price_list is null and not searches_most(ours) then 's.administration_id = $1' else '(s.administration_id = $1) is true' end;
begin
  if of_price_list is null then
    return query execute 'select s.kind, s.id from item_search s where s.administration_id = $1 and s.kind = ''item'' and ' || words || ' limit $2'
      using ours, at_most;
  end if;
  -- A word that many have is found among a few thousand that chance brought together, before all that have it are gathered.
  return query select p.kind, p.id from some_by_words(ours, of_list || words, at_most, of_price_list) p;
  if found then return; end if;
  return query execute 'select s.kind, s.id from item_search s where ' || is_ours || ' and (s.kind = ''supplierItem'') is true and ' || of_list || words
    || ' limit $2' using ours, at_most, of_price_list;
end
$function$
;
revoke all on function find_by_words(text[],uuid,integer) from public;
grant execute on function find_by_words(text[],uuid,integer) to schakel_app;
grant execute on function find_by_words(text[],uuid,integer) to schakel_reader;

CREATE OR REPLACE FUNCTION public.find_invitation(hash bytea, at timestamp with time zone)
 RETURNS TABLE(administration_id uuid, administration_name text, email text, role text, invited_by text, expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id, a.name, i.email, i.role, i.invited_by, i.expires_at from invitations i join administrations a on a.id = i.administration_id
  where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
$function$
;
revoke all on function find_invitation(bytea,timestamp with time zone) from public;
grant execute on function find_invitation(bytea,timestamp with time zone) to schakel_hub;

CREATE OR REPLACE FUNCTION public.first_open_moment(administration uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
AS $function$
declare
  closed date;
  zone text;
begin
  select a.closed_until, a.time_zone into closed, zone from administrations a where a.id = administration for share;
  if closed is null then return '-infinity'; end if;
  return (closed + 1)::timestamp at time zone zone;
end $function$
;
revoke all on function first_open_moment(uuid) from public;
grant execute on function first_open_moment(uuid) to public;

CREATE OR REPLACE FUNCTION public.learn_words(administration uuid, names text[])
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into item_search_words (administration_id, word)
  select distinct administration, word from unnest(names) name, regexp_split_to_table(searchable(name), '[^[:alpha:]]+') word
  where length(word) between 4 and 40
  on conflict do nothing
$function$
;
revoke all on function learn_words(uuid,text[]) from public;
grant execute on function learn_words(uuid,text[]) to public;

CREATE OR REPLACE FUNCTION public.live_couplings()
 RETURNS TABLE(coupling_id uuid, administration_id uuid, connection_id uuid, polling_only boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.id, k.administration_id, k.source_connection_id, c.polling_only from couplings k
  join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
  where k.state = 'live' and k.kind = 'shopOrders' and c.state <> 'paused' and coupling_may_run(k, c.connector)
$function$
;
revoke all on function live_couplings() from public;
grant execute on function live_couplings() to schakel_hub;

CREATE OR REPLACE FUNCTION public.may_still_change(document documents)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select document.kind = 'purchaseOrder' and document.status in ('placed', 'confirmed') and not exists (
    select from document_conversions c where c.administration_id = document.administration_id and c.from_document_id = document.id)
$function$
;
revoke all on function may_still_change(documents) from public;
grant execute on function may_still_change(documents) to public;

CREATE OR REPLACE FUNCTION public.memberships_of(who text)
 RETURNS TABLE(administration_id uuid, name text, country text, time_zone text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id, a.name, a.country, a.time_zone, m.role from memberships m join administrations a on a.id = m.administration_id
  where m.user_id = who order by a.name, a.id
$function$
;
revoke all on function memberships_of(text) from public;
grant execute on function memberships_of(text) to schakel_hub;

CREATE OR REPLACE FUNCTION public.own_all_administrations(who text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into memberships (administration_id, user_id, role) select id, who, 'owner' from administrations on conflict do nothing
$function$
;
revoke all on function own_all_administrations(text) from public;
grant execute on function own_all_administrations(text) to schakel_hub;

CREATE OR REPLACE FUNCTION public.payment_connections_with_work(older_than interval)
 RETURNS TABLE(connection_id uuid, administration_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state not in ('paused', 'reconnect')
    and exists (select from modules m where m.administration_id = c.administration_id and m.module = c.connector and m.state = 'on')
    and (exists (select from payment_attempts a where a.administration_id = c.administration_id and a.connection_id = c.id and a.next_look_at <= now())
      or exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id and d.state = 'received'
                   and d.topic = 'payments.get' and d.received_at < now() - older_than))
$function$
;
revoke all on function payment_connections_with_work(interval) from public;
grant execute on function payment_connections_with_work(interval) to schakel_hub;

CREATE OR REPLACE FUNCTION public.plain_code(given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select regexp_replace(searchable(given), '[^[:alnum:]]+', '', 'g')
$function$
;
revoke all on function plain_code(text) from public;
grant execute on function plain_code(text) to public;

CREATE OR REPLACE FUNCTION public.price_runs_under_way()
 RETURNS TABLE(administration_id uuid, run_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.administration_id, r.id from price_runs r
  where r.state = 'asking' and (r.next_at is null or r.next_at <= now())
    and exists (select from modules m where m.administration_id = r.administration_id and m.module = 'supplierWebshops' and m.state = 'on')
  union
  select b.administration_id, b.price_run_id from price_batches b where b.state in ('applying', 'undoing') and b.price_run_id is not null
$function$
;
revoke all on function price_runs_under_way() from public;
grant execute on function price_runs_under_way() to schakel_hub;

CREATE OR REPLACE FUNCTION public.quarantine_delivery(connection uuid, administration uuid, delivery uuid, why text, its_headers jsonb, its_body bytea, cap integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if (select count(*) from (select from deliveries d where d.administration_id = administration and d.connection_id = connection
        and d.state = 'quarantined' limit cap) kept) < cap then
    insert into deliveries (id, administration_id, connection_id, state, reason, headers, body)
    values (delivery, administration, connection, 'quarantined', why, its_headers, its_body);
  end if;
  insert into alarms (id, administration_id, kind, subject, text) values (gen_random_uuid(), administration, 'deliveryRefused', connection::text, why)
  on conflict (administration_id, kind, subject) where closed_at is null
  do update set occurrences = alarms.occurrences + 1, seen_at = now(), text = excluded.text;
end
$function$
;
revoke all on function quarantine_delivery(uuid,uuid,uuid,text,jsonb,bytea,integer) from public;
grant execute on function quarantine_delivery(uuid,uuid,uuid,text,jsonb,bytea,integer) to schakel_hub;

CREATE OR REPLACE FUNCTION public.refuse_change_of_country()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from documents d where d.administration_id = old.id) then
    raise exception 'the country of a company with documents cannot be changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$
;
revoke all on function refuse_change_of_country() from public;
grant execute on function refuse_change_of_country() to public;

CREATE OR REPLACE FUNCTION public.refuse_change_of_done_effect()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what was done once stays so' using errcode = 'restrict_violation';
end $function$
;
revoke all on function refuse_change_of_done_effect() from public;
grant execute on function refuse_change_of_done_effect() to public;

CREATE OR REPLACE FUNCTION public.refuse_change_of_issued_document()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  free text[] := array['status', 'internal_note', 'version'];
begin
  if old.status <> 'draft' then
    if may_still_change(old) then
      if row(new.id, new.administration_id, new.kind, new.series, new.year, new.sequence, new.number, new.issue_date, new.buyer_id, new.currency,
            new.created_at, new.coupling_id, new.connection_id)
          is distinct from row(old.id, old.administration_id, old.kind, old.series, old.year, old.sequence, old.number, old.issue_date,
            old.buyer_id, old.currency, old.created_at, old.coupling_id, old.connection_id) then
        raise exception 'purchase order % keeps its number, day and supplier', old.number using errcode = 'restrict_violation';
      end if;
    elsif (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
      raise exception 'document % is issued and cannot be changed', old.number using errcode = 'restrict_violation';
    end if;
  end if;
  -- The same table as documentTransitions in src/domain/document-kinds.ts.
  if new.status <> old.status and (old.status, new.status) not in (
    ('draft', 'issued'), ('issued', 'cancelled'),
    ('draft', 'placed'), ('placed', 'confirmed'), ('placed', 'received'), ('placed', 'closed'),
    ('confirmed', 'received'), ('confirmed', 'closed'), ('received', 'closed')) then
    raise exception 'a document that is % cannot become %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$
;
revoke all on function refuse_change_of_issued_document() from public;
grant execute on function refuse_change_of_issued_document() to public;

CREATE OR REPLACE FUNCTION public.refuse_change_of_issued_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id in (old.document_id, new.document_id)
      and d.status <> 'draft' and not may_still_change(d)) then
    raise exception 'a part of an issued document cannot be changed' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$function$
;
revoke all on function refuse_change_of_issued_part() from public;
grant execute on function refuse_change_of_issued_part() to public;

CREATE OR REPLACE FUNCTION public.refuse_closed_documents()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  closed date;
begin
  select a.closed_until into closed from administrations a
    where a.id = (select d.administration_id from new_rows d limit 1) for share;
  if closed is null then return null; end if;
  if tg_op = 'INSERT' then
    if exists (select from new_rows d where d.status <> 'draft' and d.issue_date <= closed) then
      raise exception 'a document would be dated in a period that is closed until %', closed using errcode = 'check_violation';
    end if;
  elsif exists (select from new_rows d join old_rows o on o.id = d.id
      where d.status <> 'draft' and d.issue_date <= closed and (o.status = 'draft' or o.issue_date is distinct from d.issue_date)) then
    raise exception 'a document would be dated in a period that is closed until %', closed using errcode = 'check_violation';
  end if;
  return null;
end $function$
;
revoke all on function refuse_closed_documents() from public;
grant execute on function refuse_closed_documents() to public;

CREATE OR REPLACE FUNCTION public.refuse_closed_payments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from new_rows p where p.paid_at < first_open_moment(p.administration_id)) then
    raise exception 'a payment would be dated in a closed period' using errcode = 'check_violation';
  end if;
  return null;
end $function$
;
revoke all on function refuse_closed_payments() from public;
grant execute on function refuse_closed_payments() to public;

CREATE OR REPLACE FUNCTION public.refuse_deleting_issued_document()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'draft' then
    raise exception 'document % is issued and cannot be deleted', old.number using errcode = 'restrict_violation';
  end if;
  return old;
end
$function$
;
revoke all on function refuse_deleting_issued_document() from public;
grant execute on function refuse_deleting_issued_document() to public;

CREATE OR REPLACE FUNCTION public.refuse_late_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- As an array, so that the documents are found by their key and never by reading the table.
  if exists (select from documents d where d.id = any (array(select distinct document_id from added))
      and d.status <> 'draft' and d.created_at <> now() and not may_still_change(d)) then
    raise exception 'a part cannot be added to an issued document' using errcode = 'restrict_violation';
  end if;
  return null;
end
$function$
;
revoke all on function refuse_late_part() from public;
grant execute on function refuse_late_part() to public;

CREATE OR REPLACE FUNCTION public.refuse_payment_going_back()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  ranks constant jsonb := '{"starting":0,"open":1,"pending":2,"authorized":3,"canceled":4,"expired":4,"failed":4,"paid":5}';
begin
  if (new.state <> old.state and (ranks ->> new.state)::int <= (ranks ->> old.state)::int)
      or (old.external_id is not null and new.external_id is distinct from old.external_id) then
    raise exception 'a payment that is % cannot become %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$
;
revoke all on function refuse_payment_going_back() from public;
grant execute on function refuse_payment_going_back() to public;

CREATE OR REPLACE FUNCTION public.refuse_undoing_conversion()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id = old.to_document_id and d.status <> 'draft'
      and not may_still_change(d)) then
    raise exception 'where an issued document came from cannot be changed' using errcode = 'restrict_violation';
  end if;
  return old;
end
$function$
;
revoke all on function refuse_undoing_conversion() from public;
grant execute on function refuse_undoing_conversion() to public;

CREATE OR REPLACE FUNCTION public.refuse_used_number()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (tg_op = 'UPDATE' and new.kind = 'paymentReference') or exists (select from documents d where d.administration_id = new.administration_id
      and d.kind = new.kind and d.series = new.series and d.year = new.year and d.sequence >= new.next) then
    raise exception 'a number of % % at or after % is in use', new.kind, new.year, new.next using errcode = 'restrict_violation';
  end if;
  return null;
end
$function$
;
revoke all on function refuse_used_number() from public;
grant execute on function refuse_used_number() to public;

CREATE OR REPLACE FUNCTION public.relation_state_moves()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- The same table as relationTransitions in src/store/relations.ts.
  if new.state <> old.state and (old.state, new.state) not in (
    ('invited', 'active'), ('invited', 'suspended'), ('invited', 'rejected'), ('invited', 'cancelled'), ('invited', 'expired'), ('invited', 'ended'),
    ('active', 'suspended'), ('active', 'ended'), ('suspended', 'active'), ('suspended', 'ended')) then
    raise exception 'a relation that is % cannot become %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  if new.state in ('active', 'suspended') and (new.confirmed_at is null or new.partner_confirmed_at is null) then
    raise exception 'a relation that both sides did not confirm cannot be %', new.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$
;
revoke all on function relation_state_moves() from public;
grant execute on function relation_state_moves() to public;

CREATE OR REPLACE FUNCTION public.relations_with_work()
 RETURNS TABLE(administration_id uuid, relation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.administration_id, m.relation_id from relation_messages m
    join relations r on r.administration_id = m.administration_id and r.id = m.relation_id
  where m.way = 'out' and m.next_attempt_at <= now()
    and (m.expires_at <= now() and m.state in ('queued', 'sending', 'retrying') or r.state = 'active' and not r.partner_pulls)
  union
  select m.administration_id, m.relation_id from relation_messages m
  where m.way = 'in' and m.state = 'received' and (m.next_attempt_at is null or m.next_attempt_at <= now())
  union
  select m.administration_id, m.relation_id from relation_messages m
  where m.way = 'in' and m.state = 'held' and m.problem ->> 'code' = 'partner.orderUnknown' and m.changed_at <= now() - interval '7 days'
  union
  select f.administration_id, f.relation_id from partner_follow_ups f where f.state = 'queued' and f.next_attempt_at <= now()
  union
  select w.administration_id, w.relation_id from partner_waiting_orders w
    join relations r on r.administration_id = w.administration_id and r.id = w.relation_id where r.state = 'active'
  union
  select n.administration_id, n.relation_id from relation_notices n where n.state in ('queued', 'sending', 'retrying') and n.next_attempt_at <= now()
  union
  select r.administration_id, r.id from relations r where r.next_pull_at <= now()
  union
  select r.administration_id, r.id from relations r where r.state = 'invited' and r.expires_at <= now()
$function$
;
revoke all on function relations_with_work() from public;
grant execute on function relations_with_work() to schakel_hub;

CREATE OR REPLACE FUNCTION public.resolve_hook(key text)
 RETURNS TABLE(connection_id uuid, administration_id uuid, connector text, settings jsonb, sealed_hook_secret bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, c.administration_id, c.connector, c.settings, c.sealed_hook_secret from connections c where c.hook_key = key
$function$
;
revoke all on function resolve_hook(text) from public;
grant execute on function resolve_hook(text) to schakel_hub;

CREATE OR REPLACE FUNCTION public.resolve_pay_link(its_key text)
 RETURNS TABLE(administration_id uuid, document_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select l.administration_id, l.document_id from pay_links l where l.key = its_key
$function$
;
revoke all on function resolve_pay_link(text) from public;
grant execute on function resolve_pay_link(text) to schakel_hub;

CREATE OR REPLACE FUNCTION public.resolve_punchout(its_hash bytea)
 RETURNS TABLE(administration_id uuid, session_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.administration_id, s.id from punchout_sessions s where s.token_hash = its_hash
$function$
;
revoke all on function resolve_punchout(bytea) from public;
grant execute on function resolve_punchout(bytea) to schakel_hub;

CREATE OR REPLACE FUNCTION public.resolve_relation(its_id uuid, its_kid text)
 RETURNS TABLE(administration_id uuid, knows_key boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.administration_id, exists (select from relation_keys k where k.administration_id = r.administration_id and k.relation_id = r.id
    and k.owner = 'partner' and k.kid = its_kid)
  from relations r where r.id = its_id
$function$
;
revoke all on function resolve_relation(uuid,text) from public;
grant execute on function resolve_relation(uuid,text) to schakel_hub;

CREATE OR REPLACE FUNCTION public.resolve_relation_invitation(its_id uuid)
 RETURNS TABLE(administration_id uuid, relation_id uuid, side text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.administration_id, i.relation_id, r.side from relation_invitations i
    join relations r on r.administration_id = i.administration_id and r.id = i.relation_id
  where i.id = its_id
$function$
;
revoke all on function resolve_relation_invitation(uuid) from public;
grant execute on function resolve_relation_invitation(uuid) to schakel_hub;

CREATE OR REPLACE FUNCTION public.running_migrations()
 RETURNS TABLE(administration_id uuid, connection_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.administration_id, k.source_connection_id from first_migrations m
  join couplings k on k.administration_id = m.administration_id and k.id = m.coupling_id
  where m.state = 'running' and k.state = 'live'
$function$
;
revoke all on function running_migrations() from public;
grant execute on function running_migrations() to schakel_hub;

CREATE OR REPLACE FUNCTION public.search_items()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    delete from item_search s using old_rows o where s.administration_id = o.administration_id and s.kind = 'item' and s.id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into item_search (administration_id, kind, id, code, manufacturers_code, starts, search)
    select administration_id, 'item', id, plain_code(sellers_item_identifier), plain_code(manufacturers_item_identifier), left(searchable(name), 60),
      search_text(name, sellers_item_identifier, manufacturers_item_identifier, brand_name)
    from new_rows where archived_at is null;
    perform learn_words(n.administration_id, array_agg(n.name || ' ' || n.brand_name)) from new_rows n group by n.administration_id;
  end if;
  return null;
end
$function$
;
revoke all on function search_items() from public;
grant execute on function search_items() to public;

CREATE OR REPLACE FUNCTION public.search_supplier_items()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    if not exists (select from new_rows n join old_rows o on o.id = n.id
      where (n.name, n.suppliers_item_identifier, n.manufacturers_item_identifier, n.brand_name)
        is distinct from (o.name, o.suppliers_item_identifier, o.manufacturers_item_identifier, o.brand_name)) then
      return null;
    end if;
  end if;
  if tg_op <> 'INSERT' then
    delete from item_search s using old_rows o where s.administration_id = o.administration_id and s.kind = 'supplierItem' and s.id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into item_search (administration_id, kind, id, price_list_id, party_id, code, manufacturers_code, starts, search)
    select administration_id, 'supplierItem', id, price_list_id, party_id, plain_code(suppliers_item_identifier),
      plain_code(manufacturers_item_identifier), left(searchable(name), 60),
      search_text(name, suppliers_item_identifier, manufacturers_item_identifier, brand_name)
    from new_rows;
    perform learn_words(n.administration_id, array_agg(n.name || ' ' || n.brand_name)) from new_rows n group by n.administration_id;
  end if;
  return null;
end
$function$
;
revoke all on function search_supplier_items() from public;
grant execute on function search_supplier_items() to public;

CREATE OR REPLACE FUNCTION public.search_text(name text, code text, manufacturers_code text, brand_name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select searchable(concat_ws(' ', name, code, nullif(plain_code(code), searchable(code)), nullif(manufacturers_code, ''), nullif(brand_name, '')))
$function$
;
revoke all on function search_text(text,text,text,text) from public;
grant execute on function search_text(text,text,text,text) to public;

CREATE OR REPLACE FUNCTION public.searchable(given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g'))
$function$
;
revoke all on function searchable(text) from public;
grant execute on function searchable(text) to public;

CREATE OR REPLACE FUNCTION public.searches_most(administration uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce((select f.share >= 0.5 from pg_stats s
    cross join lateral unnest(s.most_common_vals::text::uuid[], s.most_common_freqs) as f (id, share)
    where s.schemaname = 'public' and s.tablename = 'item_search' and s.attname = 'administration_id' and f.id = administration), false)
$function$
;
revoke all on function searches_most(uuid) from public;

CREATE OR REPLACE FUNCTION public.some_by_words(administration uuid, condition text, at_most integer, of_price_list uuid)
 RETURNS TABLE(kind text, id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'on'
AS $function$
begin
  return query execute 'with s as materialized (
        select s.kind, s.id, s.price_list_id, s.search from item_search s where s.administration_id = $1 and s.kind = ''supplierItem''
        order by s.administration_id, s.kind, s.id limit 2000),
      f as (select s.kind, s.id from s where ' || condition || ' limit $2)
    select f.kind, f.id from f where (select count(*) from f) >= $2' using administration, at_most, of_price_list;
end
$function$
;
revoke all on function some_by_words(uuid,text,integer,uuid) from public;

CREATE OR REPLACE FUNCTION public.tell_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if coalesce(current_setting('app.administration', true), '') <> '' then
    perform pg_notify('schakel_changes', current_setting('app.administration', true) || ' ' || tg_argv[0]);
  end if;
  return null;
end
$function$
;
revoke all on function tell_change() from public;
grant execute on function tell_change() to public;

CREATE OR REPLACE FUNCTION public.tell_of_user(who text, his_name text, what text, at timestamp with time zone, about jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into user_events (administration_id, id, at, user_id, actor, action, details)
  select administration_id, gen_random_uuid(), at, who, his_name, what, about from memberships where user_id = who
$function$
;
revoke all on function tell_of_user(text,text,text,timestamp with time zone,jsonb) from public;
grant execute on function tell_of_user(text,text,text,timestamp with time zone,jsonb) to schakel_hub;
