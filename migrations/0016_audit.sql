-- The audit log: a chain for what is of the whole hub, the heads written each day, and what the last check of a chain found.

create table hub_audit (
  sequence bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details_sha256 text not null,
  previous_sha256 text not null,
  sha256 text not null
);
create table hub_audit_details (
  sequence bigint primary key references hub_audit,
  details jsonb not null
);

-- chain is 'hub' or the id of an administration. The hub's own row is written first: it claims the day for one node.
create table audit_heads (
  day date not null,
  chain text not null,
  sequence bigint not null,
  sha256 text not null,
  mailed_at timestamptz,
  primary key (day, chain)
);
grant select, insert on hub_audit to schakel_hub;
grant select, insert, delete on hub_audit_details to schakel_hub;
grant select, insert on audit_heads to schakel_hub;
grant update (mailed_at) on audit_heads to schakel_hub;

create table audit_checks (
  administration_id uuid primary key references administrations,
  checked_at timestamptz not null,
  -- The last row that was looked at; null in fault means that all of them were whole.
  sequence bigint not null,
  fault text,
  fault_sequence bigint
);
alter table audit_checks enable row level security;
create policy own_administration on audit_checks to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, update on audit_checks to schakel_app;
grant select on audit_checks to schakel_reader;

-- Whom the screen offers to filter by.
create index audit_actors on audit (administration_id, actor, sequence);
