-- Modules: what an administration has switched on. Which there are, and which are on by themselves, is data of src/domain/modules.ts; a row
-- says otherwise. What a hub may do while one is off is decided here, where every node asks.

-- `stopped`: switched on, and standing still as if it were off until there is a licence again (src/engine/licence-watch.ts).
alter table modules drop constraint modules_state_check;
alter table modules
  add constraint modules_state_check check (state in ('off', 'on', 'stopped')),
  -- Null: no licence is needed, or there is none.
  add column licensed_until timestamptz,
  add column changed_by text not null default '';
grant update (state, licence, licensed_until, changed_at, changed_by) on modules to schakel_app;

-- Who has a connection already, has its module: nothing stops with the upgrade.
insert into modules (administration_id, module, state) select distinct administration_id, connector, 'on' from connections;

-- The module of a product is called as its connector; it is off until somebody switches it on. The modules of document kinds are on until
-- somebody switches them off.
create function coupling_may_run(administration uuid, its_connector text, its_settings jsonb) returns boolean language sql stable as $$
  select exists (select from modules m where m.administration_id = administration and m.module = its_connector and m.state = 'on')
    and not exists (select from modules m where m.administration_id = administration and m.state <> 'on'
      and m.module = case its_settings ->> 'documentKind' when 'orderSlip' then 'orderSlips' when 'deliveryNote' then 'deliveryNotes' end)
$$;

create or replace function connections_with_work(older_than interval)
  returns table (connection_id uuid, administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state <> 'paused'
    and exists (select from couplings k where k.administration_id = c.administration_id and k.source_connection_id = c.id and k.state = 'live'
      and coupling_may_run(k.administration_id, c.connector, k.settings))
    and (exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id
                   and d.state = 'received' and d.received_at < now() - older_than)
      or exists (select from inbox i where i.administration_id = c.administration_id and i.connection_id = c.id and i.next_attempt_at <= now()))
$$;

create or replace function live_couplings()
  returns table (coupling_id uuid, administration_id uuid, connection_id uuid, polling_only boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.administration_id, k.source_connection_id, c.polling_only from couplings k
  join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
  where k.state = 'live' and c.state <> 'paused' and coupling_may_run(k.administration_id, c.connector, k.settings)
$$;

-- One webhook at a shop that we heard from: the unsigned test call it makes when it is saved, and its signed deliveries.
create table webhook_sightings (
  administration_id uuid not null,
  connection_id uuid not null,
  webhook_id text not null,
  -- Empty until a delivery named it: a test call does not.
  topic text not null default '',
  pinged_at timestamptz,
  delivered_at timestamptz,
  -- As it names itself: the version of the shop.
  sender text not null default '',
  primary key (administration_id, connection_id, webhook_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

-- What the last test of a connection found, line by line.
create table connection_tests (
  administration_id uuid not null,
  connection_id uuid not null,
  tested_at timestamptz not null default now(),
  result jsonb not null,
  primary key (administration_id, connection_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['webhook_sightings', 'connection_tests'] loop
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
grant update (topic, pinged_at, delivered_at, sender) on webhook_sightings to schakel_app;
grant update (tested_at, result) on connection_tests to schakel_app;

-- Webhooks that have been delivering were answered well, test call and all, before anybody wrote that down.
insert into webhook_sightings (administration_id, connection_id, webhook_id, topic, pinged_at, delivered_at, sender)
  select distinct on (d.administration_id, d.connection_id, d.headers ->> 'x-wc-webhook-id') d.administration_id, d.connection_id,
    d.headers ->> 'x-wc-webhook-id', d.topic, d.received_at, d.received_at, coalesce(d.headers ->> 'user-agent', '')
  from deliveries d
  where d.state in ('received', 'done') and d.headers ->> 'x-wc-webhook-id' <> ''
  order by d.administration_id, d.connection_id, d.headers ->> 'x-wc-webhook-id', d.received_at desc;
