-- Baskets of supplier webshops, who may use which login there, and punch-out: docs/supplier-baskets.md.

-- One line of the settings screen: this supplier offers us this function, with this login.
create table supplier_entries (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  function text not null check (function in ('basket', 'price', 'order', 'document')),
  connector text not null,
  -- Null until a login was filled in.
  connection_id uuid,
  -- The supplier as one of our parties; null while nobody said which.
  party_id uuid,
  alias text not null check (alias <> ''),
  -- Who alone may use and change it; null: everybody.
  user_id text,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by text not null,
  primary key (administration_id, id),
  unique (administration_id, function, alias),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id) on delete set null (party_id)
);
create index supplier_entries_connection on supplier_entries (administration_id, connection_id);

-- What a basket held when it was fetched, sent back by a shop, or given in a file. Nothing of it is on a document by itself.
create table supplier_baskets (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  entry_id uuid,
  connection_id uuid not null,
  party_id uuid,
  alias text not null,
  -- Who alone sees it; null: everybody who reads documents.
  user_id text,
  fetched_by text not null,
  fetched_at timestamptz not null default now(),
  source text not null check (source in ('service', 'punchout', 'catalogue', 'file')),
  -- The document it was asked for; null: none yet.
  document_id uuid,
  suppliers_basket_id text not null default '',
  currency text not null,
  -- Of what it holds, and which earlier basket of this login had exactly that and was taken into a document.
  content_hash bytea not null,
  doubles_id uuid,
  -- A person said that it is to be taken once more.
  is_double_wanted boolean not null default false,
  -- Parked: the shop sent it back when its session was over.
  state text not null check (state in ('staged', 'parked', 'taken')),
  -- Failed: whether it is empty at the supplier is not known, so its lines may come again.
  emptied text not null default 'no' check (emptied in ('no', 'yes', 'failed')),
  emptied_at timestamptz,
  emptied_by text not null default '',
  -- As it came, and as what a browser called it.
  raw bytea,
  raw_content_type text not null default '',
  -- What could not be read of it, and what was read with a remark.
  remarks jsonb not null default '[]',
  version integer not null default 1,
  primary key (administration_id, id),
  foreign key (administration_id, entry_id) references supplier_entries (administration_id, id) on delete set null (entry_id),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id) on delete set null (party_id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete set null (document_id)
);
create index supplier_baskets_list on supplier_baskets (administration_id, fetched_at desc);
create index supplier_baskets_content on supplier_baskets (administration_id, connection_id, content_hash);

create table supplier_basket_lines (
  administration_id uuid not null,
  basket_id uuid not null,
  position integer not null check (position > 0),
  -- The line as the connector read it.
  as_read jsonb not null,
  -- For one of the unit it is ordered in, with what comes on top; null: without a price.
  cost numeric,
  cost_flags text[] not null default '{}',
  -- Our own item, and how it was found; null: none, or more than one.
  item_id uuid,
  match text not null check (match in ('supplier', 'gtin', 'several', 'none')),
  supplier_item_id uuid,
  -- What a person chose of it.
  is_ticked boolean not null,
  quantity numeric not null,
  unit_code text not null,
  entered_price numeric check (entered_price >= 0),
  taken_quantity numeric not null default 0,
  primary key (administration_id, basket_id, position),
  foreign key (administration_id, basket_id) references supplier_baskets (administration_id, id) on delete cascade,
  foreign key (administration_id, item_id) references items (administration_id, id) on delete set null (item_id)
);

-- Once per key: the same press of a button takes nothing twice.
create table supplier_basket_takings (
  administration_id uuid not null,
  basket_id uuid not null,
  key text not null,
  document_id uuid not null,
  lines integer not null,
  at timestamptz not null default now(),
  taken_by text not null,
  primary key (administration_id, basket_id, key),
  foreign key (administration_id, basket_id) references supplier_baskets (administration_id, id) on delete cascade
);

-- A person in the shop of a supplier, whose basket comes back to us through that person's browser.
create table punchout_sessions (
  administration_id uuid not null references administrations (id),
  id uuid not null,
  entry_id uuid not null,
  connection_id uuid not null,
  user_id text,
  opened_by text not null,
  document_id uuid,
  -- The token itself stands nowhere.
  token_hash bytea not null constraint punchout_sessions_token unique,
  -- What the browser posts to the shop, sealed; null once it was handed out.
  sealed_start bytea,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  basket_id uuid,
  primary key (administration_id, id),
  foreign key (administration_id, entry_id) references supplier_entries (administration_id, id) on delete cascade,
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete set null (document_id)
);

-- What came after the first: never imported.
create table punchout_attempts (
  administration_id uuid not null,
  session_id uuid not null,
  number integer not null check (number > 1),
  at timestamptz not null,
  content_type text not null,
  body bytea not null,
  primary key (administration_id, session_id, number),
  foreign key (administration_id, session_id) references punchout_sessions (administration_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['supplier_entries', 'supplier_baskets', 'supplier_basket_lines', 'supplier_basket_takings', 'punchout_sessions',
    'punchout_attempts'] loop
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
grant update (connection_id, party_id, alias, user_id, position, version, changed_at, changed_by) on supplier_entries to schakel_app;
grant update (entry_id, party_id, document_id, is_double_wanted, state, emptied, emptied_at, emptied_by, raw, remarks, version) on supplier_baskets to schakel_app;
grant update (is_ticked, quantity, unit_code, entered_price, taken_quantity, item_id) on supplier_basket_lines to schakel_app;
grant update (sealed_start, expires_at, used_at, basket_id, document_id) on punchout_sessions to schakel_app;

-- A return address resolves here and nowhere else: the hub role has no right to the table.
create function resolve_punchout(its_hash bytea)
  returns table (administration_id uuid, session_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.administration_id, s.id from punchout_sessions s where s.token_hash = its_hash
$$;
revoke all on function resolve_punchout(bytea) from public;
grant execute on function resolve_punchout(bytea) to schakel_hub;
