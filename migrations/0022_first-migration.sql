-- The old orders of a shop, taken in behind what is new: src/engine/first-migration.ts.

-- At most one per coupling: begun when it went live for the first time, with a start that day or before.
create table first_migrations (
  administration_id uuid not null references administrations (id),
  coupling_id uuid not null,
  state text not null default 'running' check (state in ('running', 'paused', 'done')),
  -- What the coupling said when it began: its start date (null: the shop's whole history), and how many orders are ignored at the start.
  from_day date,
  offset_orders integer not null default 0 check (offset_orders >= 0),
  -- How many orders the shop said there are; null: it did not say, or was not asked yet.
  total integer check (total >= 0),
  -- Where the walk over the shop's list is, in the connector's own words; null: at its beginning.
  cursor text,
  -- The list was walked to its end; by the shop's clock, until when.
  is_read boolean not null default false,
  read_until timestamptz,
  -- Orders per minute; null: as fast as the shop allows.
  per_minute integer check (per_minute > 0),
  -- Nothing more is taken in before this moment.
  next_at timestamptz not null,
  -- How often in a row the next page could not be had, and why. It keeps nothing else of the shop waiting.
  failures integer not null default 0,
  reason_code text,
  reason_text text not null default '',
  -- An order placed before this is an old one: nothing is mailed about it by itself.
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (administration_id, coupling_id),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id),
  check ((state = 'done') = (ended_at is not null))
);
alter table first_migrations enable row level security;
create policy own_administration on first_migrations for all to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on first_migrations to schakel_app;
grant update (state, total, cursor, is_read, read_until, per_minute, next_at, failures, reason_code, reason_text, ended_at) on first_migrations to schakel_app;
grant select on first_migrations to schakel_reader;

-- Taken in by the first migration: its progress is counted here, so that no counter can be beside the truth.
alter table inbox add column of_migration boolean not null default false;
create index inbox_migrated on inbox (administration_id, connection_id, outcome, decided_at) where of_migration;

create function running_migrations()
  returns table (administration_id uuid, connection_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.administration_id, k.source_connection_id from first_migrations m
  join couplings k on k.administration_id = m.administration_id and k.id = m.coupling_id
  where m.state = 'running' and k.state = 'live'
$$;
revoke all on function running_migrations() from public;
grant execute on function running_migrations() to schakel_hub;
