-- Creates at outside systems (design.md section 6 rule 2): what was tried, when, and with what. `intent` with a first attempt: nobody
-- wrote down yet how it ended; `unknown`: its answer was lost; without one: nothing is known to have been sent.
alter table effects
  add column remote_number text not null default '',
  add column attempt int not null default 0,
  add column first_attempt_at timestamptz,
  add column last_attempt_at timestamptz,
  add column input jsonb,
  add column mark text not null default '';
grant update (state, remote_id, remote_number, settled_at, attempt, first_attempt_at, last_attempt_at, input, mark) on effects to schakel_app;

create function refuse_change_of_done_effect() returns trigger language plpgsql as $$
begin
  raise exception 'what was done once stays so' using errcode = 'restrict_violation';
end $$;
create trigger done_effects_stay before update on effects for each row when (old.state = 'done')
  execute function refuse_change_of_done_effect();

-- Documents that were made in an outside package for shop orders. `content`: as it was sent; emptied when its retention is over.
create table outside_documents (
  id uuid not null,
  administration_id uuid not null references administrations (id),
  connection_id uuid not null,
  coupling_id uuid not null,
  source_connection_id uuid not null,
  source_order_id text not null,
  business_key text not null,
  kind text not null,
  remote_id text not null,
  number text not null,
  issue_date date not null,
  currency text not null,
  total_amount numeric not null,
  content jsonb,
  created_at timestamptz not null default now(),
  primary key (id),
  unique (administration_id, business_key),
  foreign key (administration_id, connection_id) references connections (administration_id, id),
  foreign key (administration_id, source_connection_id) references connections (administration_id, id),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id)
);
create index outside_documents_order on outside_documents (administration_id, source_connection_id, source_order_id);
alter table outside_documents enable row level security;
create policy own_administration on outside_documents for all to schakel_app, schakel_reader
  using (administration_id = (select current_setting('app.administration')::uuid))
  with check (administration_id = (select current_setting('app.administration')::uuid));
grant select, insert on outside_documents to schakel_app;
grant update (content) on outside_documents to schakel_app;
grant select on outside_documents to schakel_reader;
create trigger outside_documents_tell after insert on outside_documents for each statement execute function tell_change('documents');
