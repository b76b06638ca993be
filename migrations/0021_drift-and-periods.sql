-- What a person left as it is: the content of the order then, or 'gone'. It is no drift again until the order says something else.
alter table inbox add column left_as_is text not null default '';

-- Everything up to and including this day is closed: nothing is dated in it any more.
alter table administrations add column closed_until date;
grant update (closed_until) on administrations to schakel_app;

-- The day it would have had, when that was closed; and the moment the money really moved.
alter table documents add column dated_instead_of date;
alter table payments add column moved_instead_of timestamptz;

-- The first moment that is open. Whoever asks keeps the period as it is until his transaction ends: it is closed before him or after him.
create function first_open_moment(administration uuid) returns timestamptz language plpgsql as $$
declare
  closed date;
  zone text;
begin
  select a.closed_until, a.time_zone into closed, zone from administrations a where a.id = administration for share;
  if closed is null then return '-infinity'; end if;
  return (closed + 1)::timestamp at time zone zone;
end $$;

create function refuse_closed_documents() returns trigger language plpgsql as $$
declare
  closed date;
begin
  select a.closed_until into closed from administrations a
    where a.id = (select d.administration_id from new_rows d limit 1) for share;
  if closed is null then return null; end if;
  if tg_op = 'INSERT' then
    if exists (select from new_rows d where d.status <> 'draft' and d.issue_date <= closed) then
      raise exception 'a document would be dated in a period that is closed until %', closed using errcode = 'check_violation';
    end if;
  elsif exists (select from new_rows d join old_rows o on o.id = d.id
      where d.status <> 'draft' and d.issue_date <= closed and (o.status = 'draft' or o.issue_date is distinct from d.issue_date)) then
    raise exception 'a document would be dated in a period that is closed until %', closed using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger closed_on_insert after insert on documents referencing new table as new_rows
  for each statement execute function refuse_closed_documents();
create trigger closed_on_update after update on documents referencing new table as new_rows old table as old_rows
  for each statement execute function refuse_closed_documents();

create function refuse_closed_payments() returns trigger language plpgsql as $$
begin
  if exists (select from new_rows p where p.paid_at < first_open_moment(p.administration_id)) then
    raise exception 'a payment would be dated in a closed period' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger closed_on_insert after insert on payments referencing new table as new_rows
  for each statement execute function refuse_closed_payments();
