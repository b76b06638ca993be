-- What a supplier's webshop asks now for what is in a price list or on a purchase order, gathered before anything is written: docs/price-runs.md.

create table price_runs (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  -- What is asked for: one of the two.
  price_list_id uuid,
  document_id uuid,
  -- With which login it is asked, and what that was called.
  connection_id uuid not null,
  party_id uuid not null,
  alias text not null,
  -- Also what was asked a short while ago, and codes the supplier did not know yesterday.
  asks_again boolean not null default false,
  -- stopped: by a person, or by itself with a reason. review: everything was asked; nothing is written.
  state text not null check (state in ('asking', 'paused', 'stopped', 'review', 'applied', 'undone')),
  -- The last code that was dealt with: written with its answer.
  cursor text not null default '',
  total integer not null default 0,
  done integer not null default 0,
  counts jsonb not null default '{}',
  -- Codes that are being asked, from before they leave until their answers are here: a killed node may have asked them already.
  asking text[] not null default '{}',
  -- Where the pace is counted from: when it began or went on, and how far it was then.
  paced_at timestamptz,
  paced_from integer not null default 0,
  failures integer not null default 0,
  first_failed_at timestamptz,
  -- Not before, because the supplier is away or asked to wait.
  next_at timestamptz,
  -- Why it waits or stopped.
  reason_code text not null default '',
  reason_text text not null default '',
  -- On a purchase order: what its lines were before and became, to put them back.
  order_change jsonb,
  order_changed_at timestamptz,
  order_changed_by text not null default '',
  order_undone_at timestamptz,
  begun_at timestamptz not null default now(),
  begun_by text not null,
  asked_at timestamptz,
  finished_at timestamptz,
  ended_by text not null default '',
  version integer not null default 1,
  primary key (administration_id, id),
  check ((price_list_id is null) <> (document_id is null)),
  foreign key (administration_id, price_list_id) references price_lists (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete cascade,
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);
create index price_runs_list on price_runs (administration_id, begun_at desc, id);
create index price_runs_connection on price_runs (administration_id, connection_id, asked_at desc);
create unique index price_runs_one_per_list on price_runs (administration_id, price_list_id) where state in ('asking', 'paused');
create unique index price_runs_one_per_document on price_runs (administration_id, document_id) where state in ('asking', 'paused');

-- What the supplier says of one article beside what we have; a line of an order without a code of the supplier has a row of its own.
create table price_run_answers (
  administration_id uuid not null,
  run_id uuid not null,
  code text not null,
  -- 0, but of a line without a code.
  line integer not null default 0,
  -- Of the purchase order, those that ask for it.
  lines jsonb not null default '[]',
  supplier_item_id uuid,
  -- Our own item; null: none.
  item_id uuid,
  name text not null default '',
  quantity numeric,
  unit_code text not null default '',
  -- The lists it is shown in. big: more than a tenth, or to be looked at first. skipped: not asked.
  bucket text not null check (bucket in ('big', 'small', 'same', 'notFound', 'noPrice', 'skipped')),
  -- recent: asked a short while ago. noCode: nothing to ask by.
  status text not null check (status in ('ok', 'unknown', 'discontinued', 'noPrice', 'onRequest', 'error', 'recent', 'noCode')),
  answer jsonb,
  -- What we had when it was asked: cost, currency, basis, unit, and the version of the supplier's item.
  old jsonb not null default '{}',
  -- Per use unit; on an order per unit of its line.
  cost numeric check (cost > 0),
  change_percent numeric,
  verdict text check (verdict in ('take', 'review')),
  reasons jsonb not null default '[]',
  flags jsonb not null default '[]',
  is_ticked boolean not null default false,
  asked_at timestamptz,
  -- What the last act left of it undone, and why.
  left_out text not null default '' check (left_out in ('', 'changed', 'gone', 'noItem', 'noRule', 'unit', 'currency')),
  primary key (administration_id, run_id, code, line),
  foreign key (administration_id, run_id) references price_runs (administration_id, id) on delete cascade
)
-- Room for a tick in the same page.
with (fillfactor = 95);
create index price_run_answers_bucket on price_run_answers (administration_id, run_id, bucket, code, line);

-- Which run a batch took its prices from, what it writes, and how far it is.
alter table price_batches
  add column price_run_id uuid,
  add column place jsonb not null default '{}',
  add foreign key (administration_id, price_run_id) references price_runs (administration_id, id) on delete set null (price_run_id);
create index price_batches_run on price_batches (administration_id, price_run_id) where price_run_id is not null;
grant update (place) on price_batches to schakel_app;

-- What a price run wrote beside supplier_item_prices: at the item itself and on its tab of suppliers.
create table price_batch_changes (
  administration_id uuid not null,
  batch_id uuid not null,
  kind text not null check (kind in ('itemSupplier', 'item')),
  item_id uuid not null,
  -- Null: it was made.
  previous jsonb,
  version_after integer not null,
  outcome text check (outcome in ('undone', 'kept')),
  primary key (administration_id, batch_id, kind, item_id),
  foreign key (administration_id, batch_id) references price_batches (administration_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['price_runs', 'price_run_answers', 'price_batch_changes'] loop
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
grant delete on price_runs, price_run_answers to schakel_app;
grant update (state, cursor, total, done, counts, asking, paced_at, paced_from, failures, first_failed_at, next_at, reason_code, reason_text,
  order_change, order_changed_at, order_changed_by, order_undone_at, asked_at, finished_at, ended_by, version) on price_runs to schakel_app;
grant update (is_ticked, left_out) on price_run_answers to schakel_app;
grant update (version_after, outcome) on price_batch_changes to schakel_app;

create trigger price_runs_tell after insert or update or delete on price_runs for each statement execute function tell_change('imports');
create trigger price_batches_tell after insert or update on price_batches for each statement execute function tell_change('imports');

-- Runs that are asking and may, and those of which prices are being written or put back. What asks waits while its app is off.
create function price_runs_under_way() returns table (administration_id uuid, run_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.administration_id, r.id from price_runs r
  where r.state = 'asking' and (r.next_at is null or r.next_at <= now())
    and exists (select from modules m where m.administration_id = r.administration_id and m.module = 'supplierWebshops' and m.state = 'on')
  union
  select b.administration_id, b.price_run_id from price_batches b where b.state in ('applying', 'undoing') and b.price_run_id is not null
$$;
revoke all on function price_runs_under_way() from public;
grant execute on function price_runs_under_way() to schakel_hub;
-- As in 0026; what a price run wrote is put back with all else it wrote.
create or replace function administrations_with_price_work() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.administration_id from price_imports i where i.state in ('reading', 'applying')
  union
  select b.administration_id from price_batches b where b.state = 'undoing' and b.price_run_id is null
$$;
create index price_runs_asking on price_runs (administration_id) where state = 'asking';
