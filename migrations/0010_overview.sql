-- What the overview, the list of orders and the log ask for, and how a browser hears that something changed.

alter table inbox
  add column customer_name text not null default '',
  add column customer_email text not null default '',
  -- Null as long as the source does not say that the money was received.
  add column paid_at timestamptz,
  -- What the page of an order shows of it as the source has it: customer, lines, how it is paid. Null: not read yet.
  add column source jsonb,
  -- Where an order stands in time: when it was placed, or first heard of while nothing else is known.
  add column ordered_at timestamptz not null generated always as (coalesce(placed_at, heard_at)) stored,
  -- What keeps a person busy with this order: the same text for all that one choice or repair sets going again. Null: nothing.
  add column cause text generated always as (
    case
      when outcome in ('held', 'failed') then coalesce(reason_code, 'internal.unexpected') || '~' || connection_id::text
        || case when reason_code = 'mapping.missing'
             then '~' || coalesce(reason_details ->> 'what', '') || '~' || coalesce(reason_details ->> 'fromValue', '') else '' end
      when outcome = 'documented' and drifted_at is not null then 'drift~' || connection_id::text
    end) stored;

alter table inbox
  -- What a person may type to find it, in lower case.
  add column search_text text not null generated always as (lower(number || ' ' || external_id || ' ' || customer_name || ' ' || customer_email)) stored;

-- Every list of orders goes from new to old and on from a place in it. Each index begins with what a policy lets through (traps.md 3.2: text,
-- uuid and instants may meet an index under row-level security) and ends with the order of the list, so that a page is one short walk and a
-- count up to 10,000 reads no row. `like` may not meet an index there; the first carries the texts along, so that a search walks it alone and
-- not the rows, which are ten times as wide.
drop index inbox_outcome;
create index inbox_list on inbox (administration_id, ordered_at desc, external_id desc, connection_id desc)
  include (outcome, cause, total, search_text);
create index inbox_outcome on inbox (administration_id, outcome, ordered_at desc, external_id desc, connection_id desc);
create index inbox_connection on inbox (administration_id, connection_id, ordered_at desc, external_id desc);
create index inbox_cause on inbox (administration_id, cause, ordered_at desc, external_id desc, connection_id desc) where cause is not null;

-- Ids of events and runs are UUIDv7 and rise with time, so their own keys are the order of the log; these two lead to the steps of one
-- run and of one kind.
create index events_of_run on events (administration_id, run_id);
create index events_of_code on events (administration_id, code, id);
create index exchanges_of_run on exchanges (administration_id, run_id);
-- Messages of one order, also when they were looked at; instead of the index of open ones alone.
drop index deliveries_open_record;
create index deliveries_record on deliveries (administration_id, connection_id, external_id, received_at);

-- When the source was last asked for what changed, and answered.
alter table couplings add column swept_at timestamptz;

-- Tells the nodes that listen what kind of thing changed in which administration, when the change commits and once per transaction.
create function tell_change() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('app.administration', true), '') <> '' then
    perform pg_notify('schakel_changes', current_setting('app.administration', true) || ' ' || tg_argv[0]);
  end if;
  return null;
end
$$;
create trigger inbox_tells after insert or update on inbox for each statement execute function tell_change('orders');
create trigger documents_tell after insert or update or delete on documents for each statement execute function tell_change('documents');
create trigger payments_tell after insert on payments for each statement execute function tell_change('payments');
create trigger allocations_tell after insert on payment_allocations for each statement execute function tell_change('payments');
create trigger outbox_tells after insert or update on outbox for each statement execute function tell_change('outbox');
create trigger connections_tell after insert or update on connections for each statement execute function tell_change('connections');
create trigger couplings_tell after insert or update on couplings for each statement execute function tell_change('connections');
create trigger alarms_tell after insert or update on alarms for each statement execute function tell_change('connections');
create trigger modules_tell after insert or update on modules for each statement execute function tell_change('connections');
create trigger sightings_tell after insert or update on webhook_sightings for each statement execute function tell_change('connections');
