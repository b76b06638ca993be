-- Drafts and what people do with documents: edit, issue, convert, credit.

alter table documents
  -- Rises with every change; whoever saves says which one was read.
  add column version int not null default 1,
  -- How the prices of its lines were entered.
  add column prices_include_tax boolean not null default false,
  -- The VAT is the shop's own, and need not be rate × amount.
  add column vat_of_source boolean not null default false,
  -- Of a draft without a due date: days after its issue.
  add column payment_term_days int check (payment_term_days between 0 and 365),
  -- Reductions on the whole as a person entered them; null: they stand in document_allowances alone.
  add column entered_allowances jsonb,
  add column terms text not null default '',
  -- The document it was made instead of, by "credit and new".
  add column replaces_document_id uuid,
  -- The last time it was saved, and by which person; null: by the hub, from its order.
  add column edited_at timestamptz,
  add column edited_by text,
  add constraint documents_replaces_fkey foreign key (administration_id, replaces_document_id) references documents (administration_id, id),
  add constraint documents_draft_without_number check (status <> 'draft' or (number is null and sequence is null));

alter table document_lines
  add column price numeric check (price >= 0),
  add column discount_percent numeric not null default 0 check (discount_percent between 0 and 100),
  drop constraint document_lines_kind_check,
  add constraint document_lines_kind_check
    check (kind in ('item', 'shipping', 'charge', 'deposit', 'contribution', 'surcharge', 'text', 'subtotal'));

-- Newest first, drafts without a day on top. Searching goes by comparing text, which is leakproof: `like` would read the table.
drop index documents_list;
create index documents_newest on documents (administration_id, coalesce(issue_date, date '9999-12-31') desc, id desc);
create index documents_number on documents (administration_id, number collate "C");
create index documents_order_reference on documents (administration_id, order_reference collate "C") where order_reference <> '';
create index documents_buyer on documents (administration_id, buyer_id);
create index documents_drafts on documents (administration_id, kind) where status = 'draft';
create index documents_replaces on documents (administration_id, replaces_document_id) where replaces_document_id is not null;
create index document_conversions_to on document_conversions (administration_id, to_document_id, to_position);

-- What people did to a document. Of a deleted draft it is all that stays.
create table document_history (
  administration_id uuid not null references administrations,
  id uuid not null,
  document_id uuid not null,
  at timestamptz not null default now(),
  actor text not null,
  action text not null check (action in ('created', 'edited', 'issued', 'converted', 'credited', 'noted', 'deleted')),
  data jsonb not null default '{}',
  primary key (administration_id, id)
);
create index document_history_document on document_history (administration_id, document_id, at);
alter table document_history enable row level security;
create policy own_administration on document_history to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on document_history to schakel_app;
grant select on document_history to schakel_reader;

-- A draft may be changed and thrown away; the triggers of 0002 keep issued documents and their parts.
grant delete on documents, document_lines, document_allowances, document_vat, document_conversions to schakel_app;

create function refuse_deleting_issued_document() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'document % is issued and cannot be deleted', old.number using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger issued_documents_remain before delete on documents for each row execute function refuse_deleting_issued_document();

create function refuse_undoing_conversion() returns trigger language plpgsql as $$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id = old.to_document_id and d.status <> 'draft') then
    raise exception 'where an issued document came from cannot be changed' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger conversions_stay before delete on document_conversions for each row execute function refuse_undoing_conversion();

-- As in 0002, with the version, which rises with a change of the note.
create or replace function refuse_change_of_issued_document() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    if (to_jsonb(new) - 'status' - 'internal_note' - 'version') is distinct from (to_jsonb(old) - 'status' - 'internal_note' - 'version') then
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
