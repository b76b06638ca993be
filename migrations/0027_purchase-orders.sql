-- What we buy: purchase orders that may change until goods come in, and what became of sending them to a supplier.
-- On documents of the purchase side `buyer_id` and `buyer` hold the other party, as on all documents: the supplier.

-- Where a purchase order stands between placed and received it is still ours to change: nothing was delivered on it. Its number, day and
-- supplier stay, and so does everything else once a line of it became a line of another document.
create function may_still_change(document documents) returns boolean language sql stable as $$
  select document.kind = 'purchaseOrder' and document.status in ('placed', 'confirmed') and not exists (
    select from document_conversions c where c.administration_id = document.administration_id and c.from_document_id = document.id)
$$;

-- As in 0004, with purchase orders.
create or replace function refuse_change_of_issued_document() returns trigger language plpgsql as $$
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
$$;

-- As in 0002, with purchase orders.
create or replace function refuse_change_of_issued_part() returns trigger language plpgsql as $$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id in (old.document_id, new.document_id)
      and d.status <> 'draft' and not may_still_change(d)) then
    raise exception 'a part of an issued document cannot be changed' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create or replace function refuse_late_part() returns trigger language plpgsql as $$
begin
  -- As an array, so that the documents are found by their key and never by reading the table.
  if exists (select from documents d where d.id = any (array(select distinct document_id from added))
      and d.status <> 'draft' and d.created_at <> now() and not may_still_change(d)) then
    raise exception 'a part cannot be added to an issued document' using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
-- As in 0004, with purchase orders.
create or replace function refuse_undoing_conversion() returns trigger language plpgsql as $$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id = old.to_document_id and d.status <> 'draft'
      and not may_still_change(d)) then
    raise exception 'where an issued document came from cannot be changed' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

alter table document_history drop constraint document_history_action_check;
alter table document_history add constraint document_history_action_check
  check (action in ('created', 'edited', 'issued', 'converted', 'credited', 'noted', 'deleted', 'ordered', 'answered', 'settled', 'confirmed', 'received', 'closed'));

-- One act of sending a purchase order to its supplier: by its service, or by mail.
create table purchase_sendings (
  id uuid primary key,
  administration_id uuid not null references administrations,
  document_id uuid not null,
  -- The supplier.
  party_id uuid not null,
  -- Rises with every act of sending.
  edition int not null check (edition > 0),
  -- Rises when an order that a supplier has is sent to it anew: the effect and the number at the supplier follow from it.
  order_edition int not null default 1 check (order_edition > 0),
  channel text not null check (channel in ('service', 'mail')),
  -- Whose account it goes by; only by service.
  connection_id uuid,
  -- The mail that brings it; its own state says what became of that.
  outbox_id uuid,
  -- Of a mail: sent once it is in the outbox. notThere: a person found out that the supplier does not have it.
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'unknown', 'refused', 'notThere')),
  -- What the order said, to see whether it says something else now.
  fingerprint text not null,
  answer text check (answer in ('accepted', 'acceptedWithChanges', 'basketOnly')),
  -- The supplier's own id and number of it, its words, and what it says per line.
  supplier_order_id text not null default '',
  supplier_number text not null default '',
  answer_text text not null default '',
  answer_lines jsonb not null default '[]',
  -- Why it waits, is not known or was refused.
  reason_code text not null default '',
  reason_text text not null default '',
  -- Nobody but a person can find out what came of it.
  asks_person boolean not null default false,
  failures int not null default 0,
  -- When it is looked at again; null when it is not, or a person must act.
  next_at timestamptz default now(),
  requested_at timestamptz not null default now(),
  requested_by text not null,
  sent_at timestamptz,
  settled_by text,
  unique (administration_id, id),
  unique (administration_id, document_id, edition),
  check ((channel = 'service') = (connection_id is not null)),
  check ((channel = 'mail') = (outbox_id is not null)),
  foreign key (administration_id, document_id) references documents (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, outbox_id) references outbox (administration_id, id)
);
-- One at a time: a second one waits until it is known what became of the first.
create unique index purchase_sendings_busy on purchase_sendings (administration_id, document_id) where state in ('queued', 'sending', 'unknown');
create index purchase_sendings_due on purchase_sendings (administration_id, next_at) where next_at is not null;

alter table purchase_sendings enable row level security;
create policy own_administration on purchase_sendings to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on purchase_sendings to schakel_app;
grant update (state, answer, supplier_order_id, supplier_number, answer_text, answer_lines, reason_code, reason_text, asks_person, failures,
  next_at, sent_at, settled_by) on purchase_sendings to schakel_app;
grant select on purchase_sendings to schakel_reader;
-- A change of it is a change of its document, for who looks at that.
create trigger purchase_sendings_tell after insert or update on purchase_sendings for each statement execute function tell_change('documents');

-- Administrations with an order that is to go to a supplier, or of which it is not known what came of it.
create function administrations_with_sendings() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct s.administration_id from purchase_sendings s where s.next_at is not null and s.next_at <= now()
$$;
revoke all on function administrations_with_sendings() from public;
grant execute on function administrations_with_sendings() to schakel_hub;
