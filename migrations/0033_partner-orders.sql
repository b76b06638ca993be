-- What becomes of orders between trading partners: ours at a supplier, and a customer's here. docs/partner-exchange.md says how they travel.

create table partner_orders (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  relation_id uuid not null,
  -- Which end of it is ours.
  side text not null check (side in ('buyer', 'seller')),
  -- The buyer's: whatever is said of the order names it. Of one partner a number is one order, however often it comes.
  order_number text not null check (order_number <> ''),
  -- Our purchase order, or the sales order it became; null while lines of it are not known, and when that was thrown away.
  document_id uuid,
  -- The message in which it stands as it holds now, and the revision that made it so.
  message_id uuid not null,
  revision integer not null default 0 check (revision >= 0),
  state text not null,
  -- As the buyer asks for it.
  asked jsonb not null,
  -- Of ours: what our purchase order said when it was sent.
  fingerprint text not null default '',
  -- Per line: what it was matched with and how its price compares (seller), or what the supplier says of it (buyer).
  lines jsonb not null default '[]',
  -- A change or a cancellation that was asked and is not answered: until it is, the revision before it holds.
  pending jsonb,
  -- The answer that counts: the one we gave, or the last one that came.
  response jsonb,
  -- How many answers we gave.
  responses integer not null default 0,
  -- Of ours: delivery notes and invoices of the supplier that came.
  papers jsonb not null default '[]',
  -- The supplier said something else than was asked, and nobody looked at it yet.
  needs_look boolean not null default false,
  problem jsonb,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  version integer not null default 1,
  primary key (administration_id, id),
  unique (administration_id, relation_id, side, order_number),
  foreign key (administration_id, relation_id) references relations (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete set null (document_id),
  check (case side
    when 'buyer' then state in ('sent', 'accepted', 'changed', 'rejected', 'cancelled', 'recalled')
    else state in ('held', 'open', 'accepted', 'changed', 'rejected', 'cancelled') end)
);
create unique index partner_orders_document on partner_orders (administration_id, document_id) where document_id is not null;
create index partner_orders_list on partner_orders (administration_id, side, changed_at desc);

-- What was issued on an order of a partner and is to be told: the engine makes the message of it.
create table partner_follow_ups (
  administration_id uuid not null,
  relation_id uuid not null,
  partner_order_id uuid not null,
  document_id uuid not null,
  doc_type text not null check (doc_type in ('despatch', 'invoice_copy')),
  state text not null default 'queued' check (state in ('queued', 'done', 'left')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Why it was left, or is tried again.
  problem jsonb,
  created_at timestamptz not null default now(),
  primary key (administration_id, partner_order_id, document_id),
  foreign key (administration_id, partner_order_id) references partner_orders (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);
create index partner_follow_ups_queued on partner_follow_ups (administration_id, relation_id, created_at) where state = 'queued';

-- Purchase orders that somebody exported before their supplier accepted the connection: they leave when it does.
create table partner_waiting_orders (
  administration_id uuid not null,
  document_id uuid not null,
  relation_id uuid not null,
  requested_at timestamptz not null default now(),
  requested_by text not null,
  primary key (administration_id, document_id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete cascade,
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['partner_orders', 'partner_follow_ups', 'partner_waiting_orders'] loop
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
grant update (document_id, message_id, revision, state, asked, fingerprint, lines, pending, response, responses, papers, needs_look, problem,
  changed_at, changed_by, version) on partner_orders to schakel_app;
grant update (state, attempts, next_attempt_at, problem) on partner_follow_ups to schakel_app;
grant update (relation_id, requested_at, requested_by) on partner_waiting_orders to schakel_app;
grant delete on partner_waiting_orders to schakel_app;
-- A change of it is a change of its document, for who looks at that.
create trigger partner_orders_tell after insert or update on partner_orders for each statement execute function tell_change('documents');

-- Null: as the units say. One of theirs is one of ours only where somebody says so.
alter table relation_item_codes alter column unit_factor drop not null;
alter table relation_item_codes alter column unit_factor drop default;

-- Delivery notes and invoices that a partner sent stand beside those that were asked for or given as a file.
alter table supplier_documents drop constraint supplier_documents_source_check;
alter table supplier_documents add constraint supplier_documents_source_check check (source in ('service', 'upload', 'partner'));

create index relation_messages_held on relation_messages (changed_at) where way = 'in' and state = 'held';

-- As in 0032, with what came in and was not looked at yet, and what is to be told of what was issued.
create or replace function relations_with_work()
  returns table (administration_id uuid, relation_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
