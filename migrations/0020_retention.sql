-- Retention: how long each class is kept, what was deleted, whom a restore must delete again, and which documents the law keeps of them.

create table retention_settings (
  administration_id uuid primary key references administrations,
  raw_days int not null check (raw_days between 0 and 3650),
  trace_days int not null check (trace_days between 0 and 3650),
  pass_through_days int not null check (pass_through_days between 0 and 3650),
  -- The law's floor; a company may keep its books longer, never shorter.
  own_books_years int not null check (own_books_years between 10 and 100),
  version int not null default 1,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
alter table retention_settings enable row level security;
create policy own_administration on retention_settings to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, update on retention_settings to schakel_app;
grant select on retention_settings to schakel_reader;

-- One look for what is over, that found something: rows per table.
create table retention_passes (
  administration_id uuid not null references administrations,
  id uuid not null,
  at timestamptz not null,
  deleted jsonb not null,
  primary key (administration_id, id)
);
alter table retention_passes enable row level security;
create policy own_administration on retention_passes to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, delete on retention_passes to schakel_app;
grant select on retention_passes to schakel_reader;

-- Keyed hashes of the address, the contacts and the orders of a person who was deleted: enough to do it again, and no more.
create table deleted_people (
  administration_id uuid not null references administrations,
  hash bytea not null,
  deleted_at timestamptz not null,
  primary key (administration_id, hash)
);
alter table deleted_people enable row level security;
create policy own_administration on deleted_people to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, update (deleted_at) on deleted_people to schakel_app;
grant select on deleted_people to schakel_reader;

create table restricted_documents (
  administration_id uuid not null,
  document_id uuid not null,
  until date not null,
  restricted_at timestamptz not null,
  primary key (administration_id, document_id),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);
alter table restricted_documents enable row level security;
create policy own_administration on restricted_documents to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on restricted_documents to schakel_app;
grant select on restricted_documents to schakel_reader;

alter table inbox add column emptied_at timestamptz;

-- What is over is found without reading what is not.
create index inbox_to_empty on inbox (administration_id, decided_at)
  where emptied_at is null and outcome in ('documented', 'skipped');
create index outbox_to_empty on outbox (administration_id, created_at)
  where recipient <> '' and state not in ('queued', 'sending');
create index outside_documents_to_empty on outside_documents (administration_id, created_at) where content is not null;
create index sent_mails_by_time on sent_mails (administration_id, at);

-- Exactly what expiry and the deleting of a person need beside the rights there are; nothing on issued documents and payments.
grant delete on alarms, user_events, invitations, bulk_actions, bulk_action_orders to schakel_app;
grant update (recipient, payload) on outbox to schakel_app;
grant update (automatic_key) on parties to schakel_app;

-- Drops the months that are over for every company and hold nothing that is still open. What they were.
create function drop_expired_partitions(at timestamptz) returns setof text
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
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
$$;
revoke all on function drop_expired_partitions from public;
grant execute on function drop_expired_partitions to schakel_hub;

-- When a table was last written anew without what was deleted from it; what a backup copies holds the rest until then.
create table rewritten_tables (
  name text primary key,
  rewritten_at timestamptz not null
);
