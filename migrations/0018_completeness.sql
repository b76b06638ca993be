-- What a shop knew at one moment against what became of it here: written once, never changed.

create table completeness_statements (
  id uuid primary key,
  administration_id uuid not null references administrations,
  coupling_id uuid not null,
  connection_id uuid not null,
  -- Local days of the administration, both counted in.
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  at timestamptz not null,
  -- schedule, or the name of who asked.
  asked_by text not null,
  -- Null when the shop could not be asked: then nothing below is known either, and reason says why.
  unexplained integer check (unexplained >= 0),
  reason_code text,
  reason_text text not null default '',
  -- Counts, sums, series and refunds; of no order in particular.
  figures jsonb,
  -- Ids of the orders per group, so that a number leads to exactly its orders.
  entries jsonb not null default '{}',
  -- Each order that was unexplained when the shop answered: what was missing, what was done, what it is now.
  gaps jsonb not null default '[]',
  check ((unexplained is null) = (figures is null)),
  check ((unexplained is null) = (reason_code is not null)),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id),
  foreign key (administration_id, connection_id) references connections (administration_id, id)
);
alter table completeness_statements enable row level security;
create policy own_administration on completeness_statements to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on completeness_statements to schakel_app;
grant select on completeness_statements to schakel_reader;
create index completeness_newest on completeness_statements (administration_id, coupling_id, period_from, period_to, at desc);
