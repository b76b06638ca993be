-- Outgoing mail: what the outbox knows of a mail, the road it takes per administration, what was sent, and the texts of documents.

alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check
  check (state in ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled'));
alter table outbox
  -- Rises only when a person presses "send again".
  add column edition int not null default 1 check (edition > 0),
  add column requested_by text not null default '',
  -- Fixed from the first time the message leaves, so that a receiver recognises a repeat.
  add column message_id text,
  add column reason_code text,
  -- The other side's own words.
  add column reason_text text not null default '',
  add column first_failed_at timestamptz,
  add column sent_at timestamptz,
  add constraint outbox_own unique (administration_id, id);
create index outbox_open on outbox (administration_id, channel, next_attempt_at) where state in ('queued', 'sending');
create index outbox_document on outbox (administration_id, document_id) where document_id is not null;
create index outbox_list on outbox (administration_id, created_at desc, id desc);
grant update (state, attempts, next_attempt_at, message_id, reason_code, reason_text, first_failed_at, sent_at) on outbox to schakel_app;

-- The message as it left, compressed: of the class trace, so it may be deleted. The documents in it are kept in files.
create table sent_mails (
  administration_id uuid not null,
  outbox_id uuid not null,
  attempt int not null,
  source_gzip bytea not null,
  sha256 text not null,
  at timestamptz not null default now(),
  primary key (administration_id, outbox_id, attempt),
  foreign key (administration_id, outbox_id) references outbox (administration_id, id)
);
alter table sent_mails alter column source_gzip set storage external;

create table mail_settings (
  administration_id uuid primary key references administrations,
  -- `hub`: the server of the operator (SCHAKEL_SMTP_URL).
  road text not null default 'hub' check (road in ('hub', 'own')),
  host text not null default '',
  port int not null default 587 check (port between 1 and 65535),
  security text not null default 'starttls' check (security in ('tls', 'starttls', 'none')),
  user_name text not null default '',
  sealed_password bytea,
  from_name text not null default '',
  from_address text not null default '',
  reply_to text not null default '',
  cc text[] not null default '{}',
  bcc text[] not null default '{}',
  -- Set: every mail goes here and nowhere else.
  test_recipient text not null default '',
  per_minute int not null default 60 check (per_minute between 1 and 6000),
  -- A person saw what leaves, before the first mail to a customer by hand.
  previewed_at timestamptz,
  -- The server that refused the sign-in, as a hash: nothing is tried there until the settings change.
  refused_server text,
  version int not null default 1,
  changed_by text not null default '',
  changed_at timestamptz not null default now()
);

-- Texts that differ from the built-in ones, per kind of document; of one coupling, or of the whole administration.
create table document_texts (
  id uuid primary key,
  administration_id uuid not null references administrations,
  coupling_id uuid,
  kind text not null,
  -- {language: {paid|toPay: {caption, subject, body}}}; what is left out is the text one level up.
  texts jsonb not null,
  version int not null default 1,
  changed_by text not null default '',
  changed_at timestamptz not null default now(),
  foreign key (administration_id, coupling_id) references couplings (administration_id, id)
);
create unique index document_texts_place on document_texts (administration_id, coupling_id, kind) nulls not distinct;

do $$
declare
  t text;
begin
  foreach t in array array['sent_mails', 'mail_settings', 'document_texts'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;
grant update on mail_settings, document_texts to schakel_app;
grant delete on sent_mails to schakel_app;

-- Administrations with mail that is due, or that a worker left behind while it was sending.
create function administrations_with_mail() returns table (administration_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id from administrations a where exists (select from outbox o where o.administration_id = a.id and o.channel = 'mail'
    and (o.state = 'sending' or (o.state = 'queued' and (o.next_attempt_at is null or o.next_attempt_at <= now()))))
$$;
revoke all on function administrations_with_mail() from public;
grant execute on function administrations_with_mail() to schakel_hub;
