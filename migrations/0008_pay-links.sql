-- Pay links, payments started at a provider, and what payments need beside them: reversals, remainders, more than one allocation to
-- a document.

-- Where a customer pays one document. The key alone gives access to the page.
create table pay_links (
  administration_id uuid not null,
  document_id uuid not null,
  key text not null unique check (length(key) >= 32),
  created_at timestamptz not null default now(),
  primary key (administration_id, document_id),
  foreign key (administration_id, document_id) references documents (administration_id, id)
);

-- One payment started at a provider. Its id is the key of the create, and comes back as the reference.
create table payment_attempts (
  id uuid primary key,
  administration_id uuid not null,
  document_id uuid not null,
  connection_id uuid not null,
  -- The provider's own; null until it answered.
  external_id text,
  state text not null check (state in ('starting', 'open', 'pending', 'authorized', 'canceled', 'expired', 'failed', 'paid')),
  amount numeric not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Sums the provider told, and that are booked.
  refunded numeric not null default 0 check (refunded >= 0),
  charged_back numeric not null default 0 check (charged_back >= 0),
  checkout_url text not null default '',
  expires_at timestamptz,
  -- Somebody is asking the provider to make it, until then.
  claimed_until timestamptz,
  asked_at timestamptz,
  -- When the provider is asked again, also without a message of its own; null: never more.
  next_look_at timestamptz,
  created_at timestamptz not null default now(),
  unique (administration_id, id),
  unique (administration_id, connection_id, external_id),
  foreign key (administration_id, document_id) references documents (administration_id, id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);
create index payment_attempts_document on payment_attempts (administration_id, document_id);
create index payment_attempts_due on payment_attempts (administration_id, connection_id, next_look_at) where next_look_at is not null;

-- A signed message counts once: its number, kept as long as it could be sent again.
create table seen_messages (
  administration_id uuid not null,
  connection_id uuid not null,
  message_id text not null,
  seen_at timestamptz not null default now(),
  primary key (administration_id, connection_id, message_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);

-- A payment against another one: out, a refund, a chargeback or a correction of what was entered by hand; in, when that was undone.
alter table payments
  add column reverses_id uuid,
  add column reason text not null default '',
  add column entered_by text not null default '',
  add constraint payments_reverses_fkey foreign key (administration_id, reverses_id) references payments (administration_id, id);
create index payments_reverses on payments (administration_id, reverses_id) where reverses_id is not null;
create index payments_list on payments (administration_id, paid_at desc, id desc);

-- A remainder may go to a document that the payment paid a part of before; below zero: the money moved on to another document.
alter table payment_allocations drop constraint payment_allocations_pkey;
alter table payment_allocations
  add column id uuid not null default gen_random_uuid() primary key,
  add column created_at timestamptz not null default now(),
  add constraint payment_allocations_amount check (amount <> 0) not valid;
create index payment_allocations_payment on payment_allocations (administration_id, payment_id);

do $$
declare
  t text;
begin
  foreach t in array array['pay_links', 'payment_attempts', 'seen_messages'] loop
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
grant update (external_id, state, refunded, charged_back, checkout_url, expires_at, claimed_until, asked_at, next_look_at)
  on payment_attempts to schakel_app;
grant delete on seen_messages to schakel_app;

-- Messages come late, twice and out of order; the state of a payment only rises. What went back of it may come again. The ranks are those of
-- src/domain/provider-payment.ts.
create function refuse_payment_going_back() returns trigger language plpgsql as $$
declare
  ranks constant jsonb := '{"starting":0,"open":1,"pending":2,"authorized":3,"canceled":4,"expired":4,"failed":4,"paid":5}';
begin
  if (new.state <> old.state and (ranks ->> new.state)::int <= (ranks ->> old.state)::int)
      or (old.external_id is not null and new.external_id is distinct from old.external_id) then
    raise exception 'a payment that is % cannot become %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger payments_go_on before update on payment_attempts for each row execute function refuse_payment_going_back();

-- A pay link resolves here and nowhere else: the hub role has no right to the table.
create function resolve_pay_link(its_key text)
  returns table (administration_id uuid, document_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.administration_id, l.document_id from pay_links l where l.key = its_key
$$;

-- Connections with payments to look at: messages nobody rang for, and payments that are to be asked about again.
create function payment_connections_with_work(older_than interval)
  returns table (connection_id uuid, administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state not in ('paused', 'reconnect')
    and exists (select from modules m where m.administration_id = c.administration_id and m.module = c.connector and m.state = 'on')
    and (exists (select from payment_attempts a where a.administration_id = c.administration_id and a.connection_id = c.id and a.next_look_at <= now())
      or exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id and d.state = 'received'
                   and d.topic = 'payments.get' and d.received_at < now() - older_than))
$$;

revoke all on function resolve_pay_link(text), payment_connections_with_work(interval) from public;
grant execute on function resolve_pay_link(text), payment_connections_with_work(interval) to schakel_hub;
