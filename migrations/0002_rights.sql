-- Row-level security for every table of an administration, and what each role may do (design.md section 6 rule 11).
-- Roles are made when the database is prepared (src/store/prepare.ts), because they belong to the whole server.

do $$
declare
  t text;
begin
  foreach t in array array[
    'memberships', 'modules', 'connections', 'credentials', 'subscriptions', 'couplings', 'deliveries', 'inbox', 'exchanges', 'links',
    'effects', 'runs', 'events', 'mappings', 'mapping_waits', 'alarms', 'parties', 'party_addresses', 'party_identifiers', 'items',
    'item_codes', 'item_suppliers', 'locations', 'number_series', 'number_counters', 'documents', 'document_lines', 'document_allowances',
    'document_vat', 'document_conversions', 'stock_movements', 'payments', 'payment_allocations', 'files', 'outbox', 'audit', 'audit_details'
  ] loop
    execute format('alter table %I enable row level security', t);
    -- Without the setting the cast raises: an error, never rows.
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;

alter table administrations enable row level security;
create policy own_administration on administrations to schakel_app, schakel_reader
  using (id = (select current_setting('app.administration')::uuid))
  with check (id = (select current_setting('app.administration')::uuid));
grant select, insert on administrations to schakel_app;
grant select on administrations to schakel_reader;

-- Only what is bookkeeping of the hub, raw or trace may be deleted by the app.
grant delete on credentials, subscriptions, deliveries, exchanges, events, runs, mappings, mapping_waits, audit_details, party_addresses,
  party_identifiers, item_codes, item_suppliers, modules, memberships to schakel_app;

-- Everything else only grows: lines, payments, allocations, stock, effects, links, files, events and the trail are written once. What
-- changes, changes in these tables, and in some only these columns.
grant update on connections, credentials, subscriptions, couplings, inbox, mappings, alarms, documents to schakel_app;
grant update (state) on deliveries to schakel_app;
grant update (format, last_issue_date) on number_series to schakel_app;
grant update (next) on number_counters to schakel_app;

-- The hub role lists administrations and takes deliveries in for many at once; it reads no business table.
create policy hub_lists on administrations for select to schakel_hub using (true);
grant select (id, name, country, time_zone) on administrations to schakel_hub;
create policy hub_takes_in on deliveries for insert to schakel_hub with check (true);
grant insert on deliveries to schakel_hub;
grant select, insert, update, delete on nodes to schakel_hub;
grant select, insert, update on access_tokens to schakel_hub;

-- An issued document is immutable: only its status may move, and only as the lifecycle says.
create function refuse_change_of_issued_document() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    if (to_jsonb(new) - 'status' - 'internal_note') is distinct from (to_jsonb(old) - 'status' - 'internal_note') then
      raise exception 'document % is issued and cannot be changed', old.number using errcode = 'restrict_violation';
    end if;
  end if;
  -- The same table as documentTransitions in src/domain/document-kinds.ts.
  if new.status <> old.status and (old.status, new.status) not in (
    ('draft', 'issued'), ('issued', 'cancelled'),
    ('draft', 'placed'), ('placed', 'confirmed'), ('placed', 'received'), ('placed', 'closed'),
    ('confirmed', 'received'), ('confirmed', 'closed'), ('received', 'closed')) then
    raise exception 'a document that is % cannot become %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger issued_documents_stay before update on documents for each row execute function refuse_change_of_issued_document();

create function refuse_change_of_issued_part() returns trigger language plpgsql as $$
begin
  if exists (select from documents d where d.administration_id = old.administration_id and d.id in (old.document_id, new.document_id)
      and d.status <> 'draft') then
    raise exception 'a part of an issued document cannot be changed' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create trigger issued_lines_stay before update or delete on document_lines for each row execute function refuse_change_of_issued_part();
create trigger issued_allowances_stay before update or delete on document_allowances for each row execute function refuse_change_of_issued_part();
create trigger issued_vat_stays before update or delete on document_vat for each row execute function refuse_change_of_issued_part();

-- Parts are written with their document, in its transaction, and never added later. Its creation time, which nobody can change, says
-- which transaction that was.
create function refuse_late_part() returns trigger language plpgsql as $$
begin
  -- As an array, so that the documents are found by their key and never by reading the table.
  if exists (select from documents d where d.id = any (array(select distinct document_id from added))
      and d.status <> 'draft' and d.created_at <> now()) then
    raise exception 'a part cannot be added to an issued document' using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
create trigger no_late_lines after insert on document_lines referencing new table as added for each statement execute function refuse_late_part();
create trigger no_late_allowances after insert on document_allowances referencing new table as added for each statement execute function refuse_late_part();
create trigger no_late_vat after insert on document_vat referencing new table as added for each statement execute function refuse_late_part();

-- Numbers never repeat: a counter goes back only to where no document has a number at or after it. Payment references stand on
-- invoices as text, so their counter never goes back. After the row: an insert that finds its counter changes that one instead.
create function refuse_used_number() returns trigger language plpgsql as $$
begin
  if (tg_op = 'UPDATE' and new.kind = 'paymentReference') or exists (select from documents d where d.administration_id = new.administration_id
      and d.kind = new.kind and d.series = new.series and d.year = new.year and d.sequence >= new.next) then
    raise exception 'a number of % % at or after % is in use', new.kind, new.year, new.next using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
create trigger new_counters_go_on after insert on number_counters for each row execute function refuse_used_number();
create trigger counters_go_on after update on number_counters for each row when (new.next < old.next) execute function refuse_used_number();

-- A hook path resolves here and nowhere else: the hub role has no right to the connections themselves.
create function resolve_hook(key text)
  returns table (connection_id uuid, administration_id uuid, connector text, settings jsonb, sealed_hook_secret bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.administration_id, c.connector, c.settings, c.sealed_hook_secret from connections c where c.hook_key = key
$$;

-- Keeps a refused delivery, at most `cap` per connection so that a stranger cannot fill the disk, and opens or repeats the alarm.
create function quarantine_delivery(connection uuid, administration uuid, delivery uuid, why text, its_headers jsonb, its_body bytea, cap int)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from (select from deliveries d where d.administration_id = administration and d.connection_id = connection
        and d.state = 'quarantined' limit cap) kept) < cap then
    insert into deliveries (id, administration_id, connection_id, state, reason, headers, body)
    values (delivery, administration, connection, 'quarantined', why, its_headers, its_body);
  end if;
  insert into alarms (id, administration_id, kind, subject, text) values (gen_random_uuid(), administration, 'deliveryRefused', connection::text, why)
  on conflict (administration_id, kind, subject) where closed_at is null
  do update set occurrences = alarms.occurrences + 1, seen_at = now(), text = excluded.text;
end
$$;

-- Connections with work that nobody rang for: deliveries left behind by a crash, and retries that are due.
create function connections_with_work(older_than interval)
  returns table (connection_id uuid, administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.administration_id from connections c
  where (c.retry_at is null or c.retry_at <= now())
    and c.state <> 'paused'
    and exists (select from couplings k where k.administration_id = c.administration_id and k.source_connection_id = c.id and k.state = 'live')
    and (exists (select from deliveries d where d.administration_id = c.administration_id and d.connection_id = c.id
                   and d.state = 'received' and d.received_at < now() - older_than)
      or exists (select from inbox i where i.administration_id = c.administration_id and i.connection_id = c.id and i.next_attempt_at <= now()))
$$;

create function live_couplings()
  returns table (coupling_id uuid, administration_id uuid, connection_id uuid, polling_only boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.administration_id, k.source_connection_id, c.polling_only from couplings k
  join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
  where k.state = 'live' and c.state <> 'paused'
$$;

-- Next month's partitions, made ahead; rows that come earlier or later land in the *_rest partition.
create function ensure_partitions(months_ahead int) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent text;
  first_day date;
  child text;
begin
  foreach parent in array array['deliveries', 'exchanges', 'runs', 'events'] loop
    for ahead in 0..months_ahead loop
      first_day := (date_trunc('month', now()) + make_interval(months => ahead))::date;
      child := format('%s_%s', parent, to_char(first_day, 'YYYYMM'));
      if to_regclass(child) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            child, parent, first_day, (first_day + interval '1 month')::date);
        exception
          when duplicate_table then null;
          -- Rows of that month already lie in the rest partition: they stay there.
          when check_violation then null;
        end;
      end if;
    end loop;
  end loop;
end
$$;

revoke all on function resolve_hook(text), quarantine_delivery(uuid, uuid, uuid, text, jsonb, bytea, int), connections_with_work(interval), live_couplings(), ensure_partitions(int) from public;
grant execute on function resolve_hook(text), quarantine_delivery(uuid, uuid, uuid, text, jsonb, bytea, int), connections_with_work(interval), live_couplings(), ensure_partitions(int) to schakel_hub;
