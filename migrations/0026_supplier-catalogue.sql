-- What suppliers sell and for how much: price lists, their items, discount groups, files of prices, and the search over all of it.
-- See docs/price-lists.md.

-- Groups of our own items, with how a sales price is made of a cost there (SalesRule in src/domain/supplier/sales-price.ts).
create table item_categories (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  name text not null check (name <> ''),
  sales_rule jsonb,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  unique (administration_id, id),
  unique (administration_id, name)
);

alter table items
  add column category_id uuid,
  add column brand_name text not null default '',
  add column manufacturers_item_identifier text not null default '',
  -- How its sales price is made of what the preferred supplier asks; null: by its category, else its price was typed in.
  add column sales_rule jsonb,
  add foreign key (administration_id, category_id) references item_categories (administration_id, id);
create index items_category on items (administration_id, category_id) where category_id is not null;
grant update (category_id, brand_name, manufacturers_item_identifier, sales_rule) on items to schakel_app;

-- Of one supplier, in one currency, to be read in one way.
create table price_lists (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  party_id uuid not null,
  name text not null check (name <> ''),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Whether metal and contributions are in its net prices, its general discount, whether it has VAT in its prices, its sales rule.
  terms jsonb not null,
  -- How its files are written and what their columns are, as a person said last; null: no file was taken over yet.
  file_map jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  archived_at timestamptz,
  unique (administration_id, id),
  unique (administration_id, party_id, name),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);

-- One act that wrote prices: a file, a price run, a change by hand. It is undone as a whole.
create table price_batches (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  kind text not null check (kind in ('import', 'run', 'hand')),
  party_id uuid not null,
  -- Null: items of more than one list.
  price_list_id uuid,
  state text not null check (state in ('applying', 'applied', 'undoing', 'undone')),
  -- How many items it made, changed, took off the list; and of undoing how many were put back and how many stayed.
  counts jsonb not null default '{}',
  -- Discount groups and product groups it wrote, as they were; null in place of one that was not there.
  groups_before jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by text not null default '',
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by text not null default '',
  unique (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id),
  foreign key (administration_id, price_list_id) references price_lists (administration_id, id)
);
create index price_batches_list on price_batches (administration_id, price_list_id, created_at desc);
create index price_batches_undoing on price_batches (administration_id) where state = 'undoing';

-- What our company gets off in a group of a supplier, from a quantity on. The code is text: 06 is not 6.
create table discount_groups (
  administration_id uuid not null,
  party_id uuid not null,
  code text not null check (code <> ''),
  from_quantity numeric not null default 0 check (from_quantity >= 0),
  name text not null default '',
  -- In the order they are applied.
  discounts jsonb not null,
  valid_from date,
  valid_to date,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  primary key (administration_id, party_id, code, from_quantity),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);

-- What a supplier's code of a group of products means.
create table product_groups (
  administration_id uuid not null,
  party_id uuid not null,
  code text not null check (code <> ''),
  name text not null,
  primary key (administration_id, party_id, code),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);

-- What a supplier's own word for a unit means, as a person said once.
create table supplier_units (
  administration_id uuid not null,
  party_id uuid not null,
  suppliers_word text not null check (suppliers_word <> ''),
  unit_code text not null check (unit_code <> ''),
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  primary key (administration_id, party_id, suppliers_word),
  foreign key (administration_id, party_id) references parties (administration_id, id)
);

-- One article of a supplier, as its list has it and as it was priced last.
create table supplier_items (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  price_list_id uuid not null,
  party_id uuid not null,
  -- Our own item; null: it is none.
  item_id uuid,
  suppliers_item_identifier text not null check (suppliers_item_identifier <> ''),
  manufacturers_item_identifier text not null default '',
  brand_name text not null default '',
  -- 14 digits, or empty.
  gtin text not null default '' check (gtin ~ '^(\d{14})?$'),
  name text not null default '',
  category text not null default '',
  discount_group text not null default '',
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- No price is null and never 0.
  gross numeric check (gross > 0),
  net numeric check (net > 0),
  discounts jsonb not null default '[]',
  -- The level of precedence the net price came from; empty: as it was given, or there is none.
  net_from text not null default '' check (net_from in ('', 'project', 'promotion', 'articleNet', 'articleDiscount', 'group', 'general', 'gross')),
  basis_quantity numeric not null default 1 check (basis_quantity > 0),
  basis_unit_code text not null default 'C62' check (basis_unit_code <> ''),
  order_unit_code text not null default 'C62' check (order_unit_code <> ''),
  per_order_unit numeric not null default 1 check (per_order_unit > 0),
  use_unit_code text not null default 'C62' check (use_unit_code <> ''),
  use_per_order numeric not null default 1 check (use_per_order > 0),
  minimum numeric check (minimum > 0),
  multiple numeric check (multiple > 0),
  pack_quantity numeric check (pack_quantity > 0),
  tiers jsonb not null default '[]',
  surcharges jsonb not null default '[]',
  metal jsonb,
  vat_rate numeric check (vat_rate >= 0 and vat_rate <= 100),
  valid_from date,
  valid_to date,
  -- noNet: only a list price, and what we get off is not known. unknown: the supplier does not know its own code.
  price_status text not null check (price_status in ('ok', 'noNet', 'noPrice', 'onRequest', 'discontinued', 'unknown')),
  -- Per use unit, with at least six decimals; null: not known.
  cost_per_use_unit numeric check (cost_per_use_unit > 0),
  -- What has to be said beside the cost.
  cost_flags jsonb not null default '[]',
  -- Its own; null: that of its list.
  sales_rule jsonb,
  price_source text not null check (price_source in ('list', 'service', 'hand')),
  priced_at timestamptz not null,
  -- Since when the newest list leaves it out; it is never deleted for that.
  not_in_list_since timestamptz,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  unique (administration_id, id),
  unique (administration_id, price_list_id, suppliers_item_identifier),
  check (price_status <> 'ok' or net is not null),
  foreign key (administration_id, price_list_id) references price_lists (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id),
  foreign key (administration_id, item_id) references items (administration_id, id)
)
-- Room for a new price in the same page, so that a price run adds nothing to the indexes.
with (fillfactor = 85);
create index supplier_items_code on supplier_items (administration_id, party_id, suppliers_item_identifier);
create index supplier_items_gtin on supplier_items (administration_id, gtin) where gtin <> '';
create index supplier_items_item on supplier_items (administration_id, item_id) where item_id is not null;
create index supplier_items_group on supplier_items (administration_id, party_id, discount_group) where discount_group <> '';

-- What an item was before a batch wrote it: its earlier price with its validity, and all that is needed to put it back.
create table supplier_item_prices (
  administration_id uuid not null,
  supplier_item_id uuid not null,
  batch_id uuid not null,
  -- Of the item after it was written: another one now, and somebody changed it since.
  version_after integer not null,
  -- Null: the batch made the item.
  previous jsonb,
  -- The earlier price, for people.
  net numeric,
  currency text not null default '',
  basis_quantity numeric,
  basis_unit_code text not null default '',
  cost_per_use_unit numeric,
  price_source text not null default '',
  priced_at timestamptz,
  valid_from date,
  valid_to date,
  replaced_at timestamptz not null default now(),
  -- undone: put back; kept: it was changed or used since.
  outcome text check (outcome in ('undone', 'kept')),
  primary key (administration_id, supplier_item_id, batch_id),
  foreign key (administration_id, batch_id) references price_batches (administration_id, id)
);
create index supplier_item_prices_batch on supplier_item_prices (administration_id, batch_id, supplier_item_id);

-- One code per item and supplier; what it costs there.
alter table item_suppliers
  add column is_preferred boolean not null default false,
  add column currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  add column cost_per_use_unit numeric check (cost_per_use_unit > 0),
  add column minimum numeric check (minimum > 0),
  add column multiple numeric check (multiple > 0),
  add column lead_time_days integer check (lead_time_days >= 0),
  add column version integer not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by text not null default '',
  add check (suppliers_item_identifier <> ''),
  add check (purchase_price > 0);
create unique index item_suppliers_preferred on item_suppliers (administration_id, item_id) where is_preferred;
grant update (suppliers_item_identifier, purchase_price, price_quantity, price_unit_code, priced_at, is_preferred, currency, cost_per_use_unit,
  minimum, multiple, lead_time_days, version, changed_at, changed_by) on item_suppliers to schakel_app;

-- A file of prices, from upload until it is undone. Nothing is written before a person has seen what would happen.
create table price_imports (
  id uuid primary key,
  administration_id uuid not null references administrations (id),
  price_list_id uuid not null,
  -- Null until it is taken over.
  batch_id uuid,
  -- reading: its rows are being read and compared. failed: it cannot be read. Undoing is of its batch.
  state text not null check (state in ('uploading', 'uploaded', 'reading', 'previewed', 'applying', 'applied', 'failed')),
  file_name text not null,
  file_size bigint not null default 0,
  format jsonb not null default '{}',
  columns jsonb not null default '[]',
  -- What is not in it is no longer in the list.
  is_whole_list boolean not null default false,
  takes_suspicious boolean not null default false,
  -- Where reading or taking over is: the stage, how far, and what it has to remember.
  place jsonb not null default '{}',
  counts jsonb not null default '{}',
  failure text not null default '',
  created_at timestamptz not null default now(),
  created_by text not null default '',
  applied_at timestamptz,
  applied_by text not null default '',
  unique (administration_id, id),
  foreign key (administration_id, price_list_id) references price_lists (administration_id, id),
  foreign key (administration_id, batch_id) references price_batches (administration_id, id)
);
create index price_imports_list on price_imports (administration_id, created_at desc, id);
create index price_imports_of_list on price_imports (administration_id, price_list_id, created_at desc);
create index price_imports_busy on price_imports (administration_id) where state in ('reading', 'applying');

-- The file as it came, in parts, until it is taken over.
create table price_import_parts (
  administration_id uuid not null,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  primary key (administration_id, import_id, position),
  foreign key (administration_id, import_id) references price_imports (administration_id, id)
);
alter table price_import_parts alter column bytes set storage external;

-- What the file says of one article, gathered from all lines that name it.
create table price_import_rows (
  administration_id uuid not null,
  import_id uuid not null,
  code text not null,
  line integer not null,
  fields jsonb not null,
  -- Null: not compared yet.
  state text check (state in ('new', 'changed', 'unchanged', 'suspicious', 'gone', 'wrong')),
  -- What makes it suspicious or wrong.
  reasons jsonb not null default '[]',
  -- A suspicious one that a person said yes to.
  is_taken boolean not null default false,
  primary key (administration_id, import_id, code),
  foreign key (administration_id, import_id) references price_imports (administration_id, id)
);
create index price_import_rows_state on price_import_rows (administration_id, import_id, state, code);

-- A discount group or a product group that the file tells of.
create table price_import_groups (
  administration_id uuid not null,
  import_id uuid not null,
  kind text not null check (kind in ('discount', 'product')),
  code text not null,
  line integer not null,
  name text not null default '',
  discounts jsonb not null default '[]',
  primary key (administration_id, import_id, kind, code),
  foreign key (administration_id, import_id) references price_imports (administration_id, id)
);

-- What a person should know of a line: what was not read, or was left out of it.
create table price_import_problems (
  administration_id uuid not null,
  import_id uuid not null,
  line integer not null,
  place text not null,
  value text not null,
  text text not null,
  values jsonb not null default '{}',
  primary key (administration_id, import_id, line, place),
  foreign key (administration_id, import_id) references price_imports (administration_id, id)
);

-- Searching. Own items and those of suppliers in one narrow table, so that a new price touches no index of the search.
create table item_search (
  administration_id uuid not null,
  kind text not null check (kind in ('item', 'supplierItem')),
  id uuid not null,
  price_list_id uuid,
  party_id uuid,
  -- Letters and digits of the code, and of the manufacturer's.
  code text not null,
  manufacturers_code text not null,
  -- How the name begins.
  starts text not null,
  search text not null,
  primary key (administration_id, kind, id)
);
create index item_search_code on item_search (administration_id, code collate "C");
create index item_search_manufacturer on item_search (administration_id, manufacturers_code collate "C") where manufacturers_code <> '';
create index item_search_starts on item_search (administration_id, starts collate "C");
create index item_search_text on item_search using gin (administration_id, kind, price_list_id, search gin_trgm_ops);

-- Words that occur in names: what a mistyped word may have meant. A typing error leaves its first or its last half as it is.
create table item_search_words (
  administration_id uuid not null,
  word text not null,
  backwards text not null generated always as (reverse(word)) stored,
  primary key (administration_id, word)
);
create index item_search_words_first on item_search_words (administration_id, word collate "C");
create index item_search_words_last on item_search_words (administration_id, backwards collate "C");

create function plain_code(given text) returns text language sql immutable parallel safe as $$
  select regexp_replace(searchable(given), '[^[:alnum:]]+', '', 'g')
$$;
create function search_text(name text, code text, manufacturers_code text, brand_name text) returns text language sql immutable parallel safe as $$
  select searchable(concat_ws(' ', name, code, nullif(plain_code(code), searchable(code)), nullif(manufacturers_code, ''), nullif(brand_name, '')))
$$;

create function learn_words(administration uuid, names text[]) returns void language sql as $$
  insert into item_search_words (administration_id, word)
  select distinct administration, word from unnest(names) name, regexp_split_to_table(searchable(name), '[^[:alpha:]]+') word
  where length(word) between 4 and 40
  on conflict do nothing
$$;

create function search_supplier_items() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if not exists (select from new_rows n join old_rows o on o.id = n.id
      where (n.name, n.suppliers_item_identifier, n.manufacturers_item_identifier, n.brand_name)
        is distinct from (o.name, o.suppliers_item_identifier, o.manufacturers_item_identifier, o.brand_name)) then
      return null;
    end if;
  end if;
  if tg_op <> 'INSERT' then
    delete from item_search s using old_rows o where s.administration_id = o.administration_id and s.kind = 'supplierItem' and s.id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into item_search (administration_id, kind, id, price_list_id, party_id, code, manufacturers_code, starts, search)
    select administration_id, 'supplierItem', id, price_list_id, party_id, plain_code(suppliers_item_identifier),
      plain_code(manufacturers_item_identifier), left(searchable(name), 60),
      search_text(name, suppliers_item_identifier, manufacturers_item_identifier, brand_name)
    from new_rows;
    perform learn_words(n.administration_id, array_agg(n.name || ' ' || n.brand_name)) from new_rows n group by n.administration_id;
  end if;
  return null;
end
$$;

-- Archived ones are not found.
create function search_items() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from item_search s using old_rows o where s.administration_id = o.administration_id and s.kind = 'item' and s.id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into item_search (administration_id, kind, id, code, manufacturers_code, starts, search)
    select administration_id, 'item', id, plain_code(sellers_item_identifier), plain_code(manufacturers_item_identifier), left(searchable(name), 60),
      search_text(name, sellers_item_identifier, manufacturers_item_identifier, brand_name)
    from new_rows where archived_at is null;
    perform learn_words(n.administration_id, array_agg(n.name || ' ' || n.brand_name)) from new_rows n group by n.administration_id;
  end if;
  return null;
end
$$;

-- Whether half of all that can be searched or more is of this administration, as far as the database counted by itself (`analyze`).
create function searches_most(administration uuid) returns boolean
  language sql stable
  set search_path = public, pg_temp as $$
  select coalesce((select f.share >= 0.5 from pg_stats s
    cross join lateral unnest(s.most_common_vals::text::uuid[], s.most_common_freqs) as f (id, share)
    where s.schemaname = 'public' and s.tablename = 'item_search' and s.attname = 'administration_id' and f.id = administration), false)
$$;

-- Under a policy `like` may use no index (it is not leakproof), so that the search runs as the owner: in the administration of the transaction
-- and in no other, giving ids only. What they stand for is read by the app, under its policy.
create function find_by_words(patterns text[], of_price_list uuid, at_most integer)
  returns table (kind text, id uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  -- The order of the table or of a key would read all of it for a word that is rare; only the trigrams know beforehand.
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  as $$
declare
  ours uuid := current_setting('app.administration')::uuid;
  words text := (select string_agg(format('s.search like %L', '%' || pattern || '%'), ' and ') from unnest(patterns) pattern);
  of_list text := case when of_price_list is null then '' else 's.price_list_id = $3 and ' end;
  -- Each column that the index has to bring together with the words costs as much as they do. Whose a row is, is looked up in it where a list says
  -- it already, and where most rows are ours anyway: `is true` keeps it out of the index.
  is_ours text := case when of_price_list is null and not searches_most(ours) then 's.administration_id = $1' else '(s.administration_id = $1) is true' end;
begin
  if of_price_list is null then
    return query execute 'select s.kind, s.id from item_search s where s.administration_id = $1 and s.kind = ''item'' and ' || words || ' limit $2'
      using ours, at_most;
  end if;
  -- A word that many have is found among a few thousand that chance brought together, before all that have it are gathered.
  return query select p.kind, p.id from some_by_words(ours, of_list || words, at_most, of_price_list) p;
  if found then return; end if;
  return query execute 'select s.kind, s.id from item_search s where ' || is_ours || ' and (s.kind = ''supplierItem'') is true and ' || of_list || words
    || ' limit $2' using ours, at_most, of_price_list;
end
$$;

-- Nothing unless there are enough of them among two thousand articles. Ids are random, so their order is that of no list.
create function some_by_words(administration uuid, condition text, at_most integer, of_price_list uuid)
  returns table (kind text, id uuid)
  language plpgsql stable
  set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = on
  as $$
begin
  return query execute 'with s as materialized (
        select s.kind, s.id, s.price_list_id, s.search from item_search s where s.administration_id = $1 and s.kind = ''supplierItem''
        order by s.administration_id, s.kind, s.id limit 2000),
      f as (select s.kind, s.id from s where ' || condition || ' limit $2)
    select f.kind, f.id from f where (select count(*) from f) >= $2' using administration, at_most, of_price_list;
end
$$;

do $$
declare
  t text;
begin
  foreach t in array array['item_categories', 'price_lists', 'price_batches', 'discount_groups', 'product_groups', 'supplier_units', 'supplier_items',
    'supplier_item_prices', 'price_imports', 'price_import_parts', 'price_import_rows', 'price_import_groups',
    'price_import_problems', 'item_search', 'item_search_words'] loop
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
grant update (name, sales_rule, version, changed_at, changed_by) on item_categories to schakel_app;
grant update (name, currency, terms, file_map, version, changed_at, changed_by, archived_at) on price_lists to schakel_app;
grant update (state, counts, groups_before, applied_at, undone_at, undone_by) on price_batches to schakel_app;
grant update (name, discounts, valid_from, valid_to, version, changed_at, changed_by) on discount_groups to schakel_app;
grant update (name) on product_groups to schakel_app;
grant update (unit_code, changed_at, changed_by) on supplier_units to schakel_app;
grant update (item_id, manufacturers_item_identifier, brand_name, gtin, name, category, discount_group, currency, gross, net, discounts, net_from,
  basis_quantity, basis_unit_code, order_unit_code, per_order_unit, use_unit_code, use_per_order, minimum, multiple, pack_quantity, tiers, surcharges,
  metal, vat_rate, valid_from, valid_to, price_status, cost_per_use_unit, cost_flags, sales_rule, price_source, priced_at, not_in_list_since, version,
  changed_at, changed_by) on supplier_items to schakel_app;
grant update (version_after, outcome) on supplier_item_prices to schakel_app;
grant update (batch_id, state, file_size, format, columns, is_whole_list, takes_suspicious, place, counts, failure, applied_at, applied_by) on price_imports to schakel_app;
grant update (line, fields, state, reasons, is_taken) on price_import_rows to schakel_app;
grant update (line, name, discounts) on price_import_groups to schakel_app;

insert into item_search (administration_id, kind, id, code, manufacturers_code, starts, search)
select administration_id, 'item', id, plain_code(sellers_item_identifier), '', left(searchable(name), 60),
  search_text(name, sellers_item_identifier, '', '')
from items where archived_at is null;
select learn_words(administration_id, array_agg(name)) from items group by administration_id;

create trigger supplier_items_searched_new after insert on supplier_items referencing new table as new_rows
  for each statement execute function search_supplier_items();
create trigger supplier_items_searched_changed after update on supplier_items referencing old table as old_rows new table as new_rows
  for each statement execute function search_supplier_items();
create trigger supplier_items_searched_gone after delete on supplier_items referencing old table as old_rows
  for each statement execute function search_supplier_items();
create trigger items_searched_new after insert on items referencing new table as new_rows
  for each statement execute function search_items();
create trigger items_searched_changed after update on items referencing old table as old_rows new table as new_rows
  for each statement execute function search_items();
create trigger items_searched_gone after delete on items referencing old table as old_rows
  for each statement execute function search_items();

create trigger price_lists_tell after insert or update or delete on price_lists for each statement execute function tell_change('items');
create trigger supplier_items_tell after insert or update or delete on supplier_items for each statement execute function tell_change('items');
create trigger price_imports_tell after insert or update or delete on price_imports for each statement execute function tell_change('imports');

revoke all on function some_by_words(uuid, text, integer, uuid), searches_most(uuid) from public;
revoke all on function find_by_words(text[], uuid, integer) from public;
grant execute on function find_by_words(text[], uuid, integer) to schakel_app, schakel_reader;

-- Where a file of prices is being read or taken over, or prices are being put back.
create function administrations_with_price_work() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.administration_id from price_imports i where i.state in ('reading', 'applying')
  union
  select b.administration_id from price_batches b where b.state = 'undoing'
$$;
revoke all on function administrations_with_price_work() from public;
grant execute on function administrations_with_price_work() to schakel_hub;
