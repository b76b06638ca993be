-- Orders and delivery notes as suppliers have them, asked by their number or given as a file: docs/supplier-documents.md.

create table supplier_documents (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  entry_id uuid,
  connector text not null,
  -- Null: it came as a file.
  connection_id uuid,
  party_id uuid,
  alias text not null,
  -- Who alone sees it; null: everybody who reads documents.
  user_id text,
  -- Whose numbers these are: of one supplier a number is one document, whichever login asked for it.
  supplier_key text not null check (supplier_key <> ''),
  source text not null check (source in ('service', 'upload')),
  kind text not null check (kind in ('order', 'deliveryNote')),
  number text not null check (number <> ''),
  -- In small letters, all numbers it is found by: also those of our order, of the despatch and of the invoice.
  numbers text[] not null,
  our_order_number text not null default '',
  document_date date,
  currency text not null,
  line_count integer not null,
  -- As it was read; null once its retention is over.
  content jsonb,
  content_hash bytea not null,
  remarks jsonb not null default '[]',
  -- As it came.
  raw bytea,
  raw_content_type text not null default '',
  file_name text not null default '',
  fetched_at timestamptz not null default now(),
  fetched_by text not null,
  primary key (administration_id, id),
  check ((source = 'service') = (connection_id is not null)),
  foreign key (administration_id, entry_id) references supplier_entries (administration_id, id) on delete set null (entry_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id) on delete set null (party_id)
);
create index supplier_documents_number on supplier_documents (administration_id, supplier_key, kind, number);
create index supplier_documents_numbers on supplier_documents using gin (numbers);
create index supplier_documents_list on supplier_documents (administration_id, fetched_at desc);

alter table supplier_documents enable row level security;
create policy own_administration on supplier_documents to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on supplier_documents to schakel_app;
grant select on supplier_documents to schakel_reader;
grant update (entry_id, party_id, content, remarks, raw, file_name) on supplier_documents to schakel_app;

-- Its lines are chosen and taken as those of a basket are.
alter table supplier_baskets
  alter column connection_id drop not null,
  add column supplier_document_id uuid,
  add foreign key (administration_id, supplier_document_id) references supplier_documents (administration_id, id),
  drop constraint supplier_baskets_source_check,
  add constraint supplier_baskets_source_check check (source in ('service', 'punchout', 'catalogue', 'file', 'document')),
  add constraint supplier_baskets_document_check check ((source = 'document') = (supplier_document_id is not null)),
  add constraint supplier_baskets_connection_check check (source = 'document' or connection_id is not null);
create index supplier_baskets_document on supplier_baskets (administration_id, supplier_document_id) where supplier_document_id is not null;
