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

-- What many orders are told to do at once, in batches: by a filter, or what a dry run showed.
create table bulk_actions (
  id uuid primary key,
  administration_id uuid not null references administrations,
  -- Look again at what stopped; look again at everything; leave alone; look again at what the shop has since a moment.
  act text not null check (act in ('retry', 'again', 'skip', 'since')),
  -- Why they are left alone.
  reason text not null default '',
  -- What a person asked for: a filter of the list of orders, or a dry run.
  asked jsonb not null,
  -- The shop that is asked, and from when on; only for since.
  connection_id uuid,
  since timestamptz,
  -- Where the shop's list goes on; null: at its beginning.
  cursor text,
  -- Every order stands in bulk_action_orders.
  is_listed boolean not null,
  -- Watching: all were told, and not all were looked at yet.
  state text not null default 'running' check (state in ('running', 'watching', 'done', 'stopped', 'failed')),
  counts jsonb not null default '{}',
  reason_code text not null default '',
  reason_text text not null default '',
  requested_at timestamptz not null default now(),
  requested_by text not null,
  told_at timestamptz,
  finished_at timestamptz,
  unique (administration_id, id),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  check (act <> 'since' or (connection_id is not null and since is not null))
);
create index bulk_actions_list on bulk_actions (administration_id, requested_at desc, id desc);
create index bulk_actions_busy on bulk_actions (administration_id) where state in ('running', 'watching');

-- Ids and what was known of each before and after; nothing of what an order says.
create table bulk_action_orders (
  administration_id uuid not null,
  action_id uuid not null,
  connection_id uuid not null,
  external_id text not null,
  -- Left: what was asked makes no sense for it any more.
  state text not null default 'waiting' check (state in ('waiting', 'told', 'left')),
  told_at timestamptz,
  -- Outcome, reason and documents.
  before jsonb,
  after jsonb,
  primary key (administration_id, action_id, connection_id, external_id),
  foreign key (administration_id, action_id) references bulk_actions (administration_id, id)
);
create index bulk_action_orders_waiting on bulk_action_orders (administration_id, action_id) where state = 'waiting';

do $$
declare
  t text;
begin
  foreach t in array array['bulk_actions', 'bulk_action_orders'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;
grant update (cursor, is_listed, state, counts, reason_code, reason_text, told_at, finished_at) on bulk_actions to schakel_app;
grant update (state, told_at, before, after) on bulk_action_orders to schakel_app;

create function administrations_with_bulk_actions() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct b.administration_id from bulk_actions b where b.state in ('running', 'watching')
$$;
revoke all on function administrations_with_bulk_actions() from public;
grant execute on function administrations_with_bulk_actions() to schakel_hub;
