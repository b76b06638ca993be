-- What would happen: dry runs of a coupling, and what many orders at once are told to do.

create table dry_runs (
  id uuid primary key,
  administration_id uuid not null references administrations,
  coupling_id uuid not null,
  -- Which orders: {"days"} back, {"since"} a moment on, or {"orderIds"}.
  scope jsonb not null,
  -- As they would be; null: as they are saved.
  settings jsonb,
  -- Of the saved settings it was held against; null until it ran.
  settings_version int,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'stopped', 'failed')),
  -- A person wants it to end where it is.
  is_stopping boolean not null default false,
  -- How often a node began it: one that never ends is given up.
  tries int not null default 0,
  orders_read int not null default 0,
  counts jsonb not null default '{}',
  -- Reasons, each with how many orders it is the reason of.
  causes jsonb not null default '[]',
  -- Per order what would become of it; no more of them than are of use on a screen.
  rows jsonb not null default '[]',
  rows_left_out int not null default 0,
  reason_code text not null default '',
  reason_text text not null default '',
  requested_at timestamptz not null default now(),
  requested_by text not null,
  started_at timestamptz,
  finished_at timestamptz,
  unique (administration_id, id),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id)
);
create index dry_runs_list on dry_runs (administration_id, coupling_id, requested_at desc, id desc);
create index dry_runs_busy on dry_runs (administration_id) where state in ('waiting', 'running');

alter table dry_runs enable row level security;
create policy own_administration on dry_runs for all to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, delete on dry_runs to schakel_app;
grant update (settings_version, state, is_stopping, tries, orders_read, counts, causes, rows, rows_left_out, reason_code, reason_text, started_at,
  finished_at) on dry_runs to schakel_app;
grant select on dry_runs to schakel_reader;

-- Administrations of which a dry run is under way or waits, whichever node was asked.
create function administrations_with_dry_runs() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct d.administration_id from dry_runs d where d.state in ('waiting', 'running')
$$;
revoke all on function administrations_with_dry_runs() from public;
grant execute on function administrations_with_dry_runs() to schakel_hub;
