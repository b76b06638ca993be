-- Products, stock and customers of an ERP, brought to a shop: docs/catalogue.md.

alter table couplings drop constraint couplings_kind_check;
alter table couplings
  add constraint couplings_kind_check check (kind in ('shopOrders', 'products', 'stock', 'customers')),
  -- The built-in back office is no shop.
  add constraint couplings_target_check check (kind = 'shopOrders' or (target_connection_id is not null and target_connection_id <> source_connection_id));
-- Coupled twice, an order would be booked twice; a catalogue goes to as many shops as there are.
drop index couplings_source;
create unique index couplings_source on couplings (administration_id, source_connection_id, kind) where kind = 'shopOrders';
create unique index couplings_catalogue on couplings (administration_id, kind, source_connection_id, target_connection_id) where kind <> 'shopOrders';

-- The modules of document kinds are about our own documents: an order slip that becomes a sales order elsewhere asks none of them.
create function coupling_may_run(coupling couplings, its_connector text) returns boolean language sql stable as $$
  select exists (select from modules m where m.administration_id = coupling.administration_id and m.module = its_connector and m.state = 'on')
    and (coupling.target_connection_id is not null or not exists (select from modules m
      where m.administration_id = coupling.administration_id and m.state <> 'on'
        and m.module = case coupling.settings ->> 'documentKind' when 'orderSlip' then 'orderSlips' when 'deliveryNote' then 'deliveryNotes' end))
$$;
create or replace function connections_with_work(older_than interval)
  returns table (connection_id uuid, administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state <> 'paused'
    and exists (select from couplings k where k.administration_id = c.administration_id and k.source_connection_id = c.id and k.state = 'live'
      and k.kind = 'shopOrders' and coupling_may_run(k, c.connector))
    and (exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id
                   and d.state = 'received' and d.received_at < now() - older_than)
      or exists (select from inbox i where i.administration_id = c.administration_id and i.connection_id = c.id and i.next_attempt_at <= now()))
$$;

create or replace function live_couplings()
  returns table (coupling_id uuid, administration_id uuid, connection_id uuid, polling_only boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.administration_id, k.source_connection_id, c.polling_only from couplings k
  join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
  where k.state = 'live' and k.kind = 'shopOrders' and c.state <> 'paused' and coupling_may_run(k, c.connector)
$$;

drop function coupling_may_run(uuid, text, jsonb);

-- One walk over what the source has, or has changed.
create table catalogue_runs (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  coupling_id uuid not null,
  -- First: everything, looked at and then written when a person says so; delta: what changed; from: what changed since a moment a person chose;
  -- night: everything.
  scope text not null check (scope in ('first', 'delta', 'from', 'night')),
  -- Changes from here on; null: everything.
  since timestamptz,
  -- Ready: it was looked at, and a person has not started it yet.
  state text not null check (state in ('looking', 'ready', 'writing', 'done', 'stopped')),
  -- A person wants it to stand still for a while.
  is_paused boolean not null default false,
  -- Where the walk is, in the connector's own words; null: at its beginning.
  cursor text,
  -- How many records the source said there are, and until when what it said goes, by its own clock.
  total integer check (total >= 0),
  seen_until timestamptz,
  -- How often in a row the next page could not be dealt with, why, and when it is tried again.
  failures integer not null default 0,
  reason_code text,
  reason_text text not null default '',
  next_at timestamptz not null default now(),
  requested_by text not null,
  -- When somebody said that may be written; null: nobody had to.
  started_by text not null default '',
  -- How many records it left in which state.
  counts jsonb not null default '{}',
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (administration_id, id),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id),
  check ((state in ('done', 'stopped')) = (ended_at is not null))
);
create unique index catalogue_runs_busy on catalogue_runs (administration_id, coupling_id) where ended_at is null;
create index catalogue_runs_list on catalogue_runs (administration_id, coupling_id, begun_at desc);

-- One product, stock or customer of the source, and what was done with it. Ids, keyed hashes and states; what it says only while a person has
-- to look at it.
create table catalogue_records (
  administration_id uuid not null,
  coupling_id uuid not null,
  external_id text not null,
  -- The code of an item; of a customer the keyed hash of the e-mail address.
  code text not null default '',
  -- Under which it was last found or made at the shop; empty: it never was.
  matched_code text not null default '',
  -- At the shop; empty: not there, or not known.
  target_id text not null default '',
  target_parent_id text not null default '',
  -- Hash of what is wanted of it and by which settings, when it was last settled.
  fingerprint text not null default '',
  -- Per field hashes of what was written last, and of what stood at the shop afterwards.
  written jsonb not null default '{}',
  -- Hashes of what is being written; null: nothing is.
  intended jsonb,
  -- ToCreate and toUpdate: a person has not started it yet. Writing: nobody wrote down yet how it ended.
  state text not null default 'new' check (state in ('new', 'toCreate', 'toUpdate', 'same', 'writing', 'created', 'updated', 'skipped', 'held',
    'waiting', 'failed', 'gone')),
  -- Fields left alone, because the shop changed them itself.
  kept text[] not null default '{}',
  reason_code text,
  -- Emptied when it is settled.
  reason_details jsonb not null default '{}',
  name text not null default '',
  changes jsonb not null default '[]',
  -- Of stock: when the source was asked for what is there. What was seen earlier never follows what was seen later.
  observed_at timestamptz,
  attempts integer not null default 0,
  first_failed_at timestamptz,
  next_attempt_at timestamptz,
  -- In which walk it was seen last, and in which it was settled.
  seen_run_id uuid,
  run_id uuid,
  decided_at timestamptz,
  primary key (administration_id, coupling_id, external_id),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id)
);
create index catalogue_records_code on catalogue_records (administration_id, coupling_id, code);
create index catalogue_records_state on catalogue_records (administration_id, coupling_id, state, external_id);
create index catalogue_records_due on catalogue_records (administration_id, coupling_id, next_attempt_at) where next_attempt_at is not null;

do $$
declare
  t text;
begin
  foreach t in array array['catalogue_runs', 'catalogue_records'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert, delete on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;
grant update (state, is_paused, cursor, total, seen_until, failures, reason_code, reason_text, next_at, started_by, counts, ended_at) on catalogue_runs to schakel_app;
grant update (code, matched_code, target_id, target_parent_id, fingerprint, written, intended, state, kept, reason_code, reason_details, name, changes,
  observed_at, attempts, first_failed_at, next_attempt_at, seen_run_id, run_id, decided_at) on catalogue_records to schakel_app;

create trigger catalogue_runs_tell after insert or update on catalogue_runs for each statement execute function tell_change('connections');

-- Couplings of a catalogue that have something to do by themselves, or may be asked whether it is their turn. A look changes nothing at the
-- shop, so it needs no coupling that is on.
create function catalogue_couplings()
  returns table (coupling_id uuid, administration_id uuid, kind text, settings jsonb, is_busy boolean, is_started boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
revoke all on function catalogue_couplings() from public;
grant execute on function catalogue_couplings() to schakel_hub;
