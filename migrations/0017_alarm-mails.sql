-- Who is mailed about trouble, what they were told already, and what they asked not to hear of for a while.

alter table alarms
  -- When it was last mailed, and how often; null: not yet.
  add column told_at timestamptz,
  add column times_told integer not null default 0,
  -- Nobody has to be told that it is over: it was told, or a person closed it, or nobody knew of it.
  add column over_settled_at timestamptz,
  -- What a mail says and a text alone cannot: how many, how long. Never a secret.
  add column facts jsonb not null default '{}';
update alarms set over_settled_at = now() where closed_at is not null;
create index alarms_unsettled on alarms (administration_id) where closed_at is null or over_settled_at is null;

-- One row per company that chose; none: its owners get everything.
create table alarm_settings (
  administration_id uuid primary key references administrations (id),
  -- Each with an address, a language and the groups of alarms it gets.
  recipients jsonb not null,
  version integer not null default 1,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
alter table alarm_settings enable row level security;
create policy own_administration on alarm_settings for all to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, update on alarm_settings to schakel_app;
grant select on alarm_settings to schakel_reader;

-- Outlives the alarm: a shop that is closed for the holidays falls silent more than once.
create table alarm_mutes (
  administration_id uuid not null references administrations (id),
  kind text not null,
  subject text not null,
  until timestamptz not null,
  muted_by text not null,
  muted_at timestamptz not null default now(),
  primary key (administration_id, kind, subject)
);
alter table alarm_mutes enable row level security;
create policy own_administration on alarm_mutes for all to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert, update, delete on alarm_mutes to schakel_app;
grant select on alarm_mutes to schakel_reader;

-- Until when a product lets us in, when it says so; null: it does not say, or for ever.
alter table connections add column access_until timestamptz;

-- Since when a coupling is on: silence before it is none.
alter table couplings add column live_since timestamptz;
update couplings set live_since = now() where state = 'live';
