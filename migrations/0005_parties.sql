-- Contacts, items and the company as people keep them, and what they bring in from another program.

-- As people look for it: lower case, without accents, width or ligatures.
create function searchable(given text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g'))
$$;

alter table parties
  -- Rises with every change; whoever saves says which one was read.
  add column version int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by text not null default '',
  -- Left out of lists, and kept because documents name it.
  add column archived_at timestamptz,
  add column sort_name text not null generated always as (searchable(name)) stored,
  -- Everything it is looked for by, its town included, which stands in another table.
  add column search text not null default '';
update parties p set search = searchable(concat_ws(' ', p.name, p.contact_name, p.email, p.vat_identifier,
  (select a.address ->> 'cityName' from party_addresses a where a.administration_id = p.administration_id and a.party_id = p.id and a.kind = 'postal'
    order by a.id limit 1)));
create index parties_name on parties (administration_id, sort_name collate "C", id);
create index parties_vat on parties (administration_id, vat_identifier) where vat_identifier <> '';

alter table items
  add column version int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by text not null default '',
  add column archived_at timestamptz,
  add column search text not null generated always as (searchable(name || ' ' || sellers_item_identifier)) stored,
  add constraint items_sales_price check (sales_price >= 0),
  add constraint items_vat_rate check (vat_rate between 0 and 100);
create index document_lines_item on document_lines (administration_id, item_id) where item_id is not null;

alter table administrations
  add column version int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by text not null default '';

-- The country decides numbers, VAT and words of everything that was written: it stays once there is a document.
create function refuse_change_of_country() returns trigger language plpgsql as $$
begin
  if exists (select from documents d where d.administration_id = old.id) then
    raise exception 'the country of a company with documents cannot be changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger country_stays before update on administrations for each row when (new.country <> old.country)
  execute function refuse_change_of_country();

grant update (name, contact_name, email, normalised_email, phone, language, vat_identifier, legal_registration_identifier, search, version,
  changed_at, changed_by, archived_at) on parties to schakel_app;
grant update (sellers_item_identifier, name, unit_code, sales_price, vat_rate, counts_stock, version, changed_at, changed_by, archived_at)
  on items to schakel_app;
grant update (address) on party_addresses to schakel_app;
grant delete on parties, items to schakel_app;
grant update (name, country, language, time_zone, vat_identifier, legal_registration_identifier, email, phone, iban, address,
  payment_term_days, version, changed_at, changed_by) on administrations to schakel_app;

-- A file of contacts or items that was brought in. `format` and `columns` are those of src/store/imports.ts.
create table imports (
  id uuid primary key,
  administration_id uuid not null references administrations,
  what text not null check (what in ('parties', 'items')),
  state text not null default 'uploaded' check (state in ('uploaded', 'previewed', 'applying', 'applied', 'undoing', 'undone')),
  file_name text not null,
  file_size int not null,
  format jsonb not null,
  columns jsonb not null,
  -- Nothing is taken over when one row is wrong.
  strict boolean not null default false,
  -- Of the preview; null before it.
  rows_new int,
  rows_changed int,
  rows_unchanged int,
  rows_wrong int,
  -- Rows looked at by what goes on now: taking over, or putting back.
  rows_done int not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null,
  applied_at timestamptz,
  applied_by text,
  undone_at timestamptz,
  undone_by text,
  unique (administration_id, id)
);
create index imports_list on imports (administration_id, created_at desc, id desc);
create index imports_busy on imports (administration_id) where state in ('applying', 'undoing');

-- The file as it came, in parts, until its rows are taken over.
create table import_parts (
  administration_id uuid not null,
  import_id uuid not null,
  position int not null,
  bytes bytea not null,
  primary key (administration_id, import_id, position),
  foreign key (administration_id, import_id) references imports (administration_id, id)
);
alter table import_parts alter column bytes set storage external;

create table import_rows (
  administration_id uuid not null,
  import_id uuid not null,
  -- In the file, where the row begins.
  line int not null,
  state text not null check (state in ('new', 'changed', 'unchanged', 'wrong')),
  fields jsonb not null,
  problems jsonb not null default '[]',
  -- The contact or item it went into, and what that was like before: null for one it made.
  target_id uuid,
  previous jsonb,
  -- applied; undone; kept: not put back, for this reason.
  outcome text check (outcome in ('applied', 'undone', 'kept')),
  kept_reason text check (kept_reason in ('changed', 'used', 'gone')),
  primary key (administration_id, import_id, line),
  foreign key (administration_id, import_id) references imports (administration_id, id)
);
create index import_rows_state on import_rows (administration_id, import_id, state, line);

do $$
declare
  t text;
begin
  foreach t in array array['imports', 'import_parts', 'import_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert, delete on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;
grant update (state, format, columns, strict, rows_new, rows_changed, rows_unchanged, rows_wrong, rows_done, applied_at, applied_by,
  undone_at, undone_by) on imports to schakel_app;
grant update (target_id, previous, outcome, kept_reason) on import_rows to schakel_app;

-- Administrations of which an import is under way, whichever node began it.
create function administrations_with_imports() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct i.administration_id from imports i where i.state in ('applying', 'undoing')
$$;
revoke all on function administrations_with_imports() from public;
grant execute on function administrations_with_imports() to schakel_hub;
