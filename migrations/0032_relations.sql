-- Orders between trading partners, hub to hub: docs/partner-exchange.md. Every row is one side's: of two companies on this hub each has its own.

-- Who we are in the numbers of GS1: partners know us by it.
alter table administrations add column gln text not null default '';
grant update (gln) on administrations to schakel_app;

create table relations (
  administration_id uuid not null references administrations (id),
  -- Made by who invites, and the same on both sides.
  id uuid not null,
  side text not null check (side in ('initiator', 'responder')),
  state text not null default 'invited' check (state in ('invited', 'active', 'suspended', 'rejected', 'cancelled', 'expired', 'ended')),
  state_changed_at timestamptz not null default now(),
  state_changed_by text not null,
  -- Who stopped it when it is suspended: each side resumes what it stopped itself.
  suspended_by_us boolean not null default false,
  suspended_by_partner boolean not null default false,
  -- Which of our parties the partner is; null until somebody said so.
  party_id uuid,
  -- Who we are to the partner, as it was told: {scheme, id, name, vatNumber, gln, address}.
  own jsonb not null,
  -- The same of the partner, as the partner told it; null until it answered.
  partner jsonb,
  -- Where each side's hub is; empty: nobody reaches it, it fetches.
  own_hub text not null default '',
  partner_hub text not null default '',
  -- Both run on this hub: the same messages and signatures, handed over without HTTP.
  is_local boolean not null default false,
  mode text not null default 'live' check (mode in ('test', 'live')),
  -- Nothing moves before both are there.
  confirmed_at timestamptz,
  confirmed_by text not null default '',
  partner_confirmed_at timestamptz,
  -- Eight digits that are the same on both sides, for a check by telephone; empty until both keys are known.
  comparison_code text not null default '',
  -- Of the invitation.
  expires_at timestamptz not null,
  -- When documents stopped; what is under way may be acknowledged for seven days after it.
  ended_at timestamptz,
  settings jsonb not null default '{}',
  -- The next number of what goes out, up to which number we have everything that came in, and up to which a partner that is asked knows so.
  next_seq bigint not null default 1,
  received_seq bigint not null default 0,
  acknowledged_seq bigint not null default 0,
  -- The partner fetches what we have for it; we do not push.
  partner_pulls boolean not null default false,
  -- How often each side said how it has it now: of two sayings that cross, the later counts.
  own_announced integer not null default 0,
  partner_announced integer not null default 0,
  partner_maximum_bytes integer not null default 5242880,
  -- Asking the partner for what it has for us, and whether it is still there.
  pulled_at timestamptz,
  next_pull_at timestamptz,
  pull_failures integer not null default 0,
  -- Of the last time it did not go: {code, text}; null when it went.
  trouble jsonb,
  created_at timestamptz not null default now(),
  created_by text not null,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  version integer not null default 1,
  primary key (administration_id, id),
  foreign key (administration_id, party_id) references parties (administration_id, id) on delete set null (party_id)
);
create index relations_id on relations (id);
create index relations_party on relations (administration_id, party_id);
create index relations_pull on relations (next_pull_at) where next_pull_at is not null;

create table relation_directions (
  administration_id uuid not null,
  relation_id uuid not null,
  doc_type text not null
    check (doc_type in ('order', 'order_response', 'order_change', 'order_cancel', 'despatch', 'invoice_copy', 'catalogue', 'stock', 'statement')),
  way text not null check (way in ('in', 'out')),
  enabled boolean not null,
  -- The partner wants it as well: what goes out of us comes in there.
  announced boolean not null default false,
  primary key (administration_id, relation_id, doc_type, way),
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);

create table relation_keys (
  administration_id uuid not null,
  relation_id uuid not null,
  owner text not null check (owner in ('own', 'partner')),
  -- The thumbprint of the key (RFC 7638): nobody can give another key the same name.
  kid text not null,
  -- The 32 bytes of an Ed25519 key.
  public_key bytea not null check (length(public_key) = 32),
  sealed_private_key bytea,
  valid_from timestamptz not null,
  -- Null: until another follows it.
  valid_to timestamptz,
  state text not null check (state in ('announced', 'current', 'previous', 'revoked')),
  -- As it was announced, under the key before it; null for the first, which was pinned at acceptance.
  announcement jsonb,
  primary key (administration_id, relation_id, owner, kid),
  foreign key (administration_id, relation_id) references relations (administration_id, id),
  check ((owner = 'own') = (sealed_private_key is not null))
);
create index relation_keys_kid on relation_keys (relation_id, kid) where owner = 'partner';
create unique index relation_keys_current on relation_keys (administration_id, relation_id, owner) where state = 'current';

create table relation_invitations (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  -- 128 bits that only who got the link knows, sealed because proofs are made with it. Gone when the invitation is over.
  sealed_secret bytea,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- How often somebody came with another secret.
  wrong_attempts integer not null default 0,
  primary key (administration_id, id),
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);
create index relation_invitations_id on relation_invitations (id);

create table relation_messages (
  administration_id uuid not null,
  relation_id uuid not null,
  way text not null check (way in ('in', 'out')),
  message_id uuid not null,
  seq bigint not null,
  doc_type text not null,
  revision integer not null default 0 check (revision >= 0),
  -- The revision it comes in the place of.
  replaces integer,
  business_id text not null check (business_id <> ''),
  in_reply_to uuid,
  -- Our document it was made of or became.
  document_id uuid,
  mode text not null check (mode in ('test', 'live')),
  -- Without what it carries, which is `content`. Both are null once their retention is over.
  envelope jsonb,
  content bytea,
  content_sha256 bytea not null check (length(content_sha256) = 32),
  -- Of the envelope in its canonical form: a repeat with another one is refused.
  sha256 bytea not null check (length(sha256) = 32),
  -- What proves it when the signature of the request is long gone: detached, over the canonical form.
  jws text not null,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by text not null default '',
  changed_at timestamptz not null default now(),
  -- Out: when the partner had it. In: when we had it.
  delivered_at timestamptz,
  -- Out: as the partner signed it. In: as we did, to give it again to who asks again.
  receipt jsonb,
  receipt_jws text,
  -- Why it does not go on: {code, text, lines}; null when it does.
  problem jsonb,
  primary key (administration_id, relation_id, way, message_id),
  -- An order goes out once per revision, and comes in once.
  unique (administration_id, relation_id, way, doc_type, business_id, revision),
  unique (administration_id, relation_id, way, seq),
  foreign key (administration_id, relation_id) references relations (administration_id, id),
  foreign key (administration_id, document_id) references documents (administration_id, id) on delete set null (document_id),
  check (case way
    when 'out' then state in ('queued', 'sending', 'delivered', 'taken', 'accepted', 'changed', 'rejected', 'retrying', 'failed', 'expired', 'recalled')
    else state in ('received', 'imported', 'held', 'refused', 'quarantined') end)
);
create index relation_messages_due on relation_messages (administration_id, relation_id, next_attempt_at) where next_attempt_at is not null;
-- What goes out waits for what went before of the same document, and is looked at often beside all that went before.
create index relation_messages_under_way on relation_messages (administration_id, relation_id, business_id, seq)
  where way = 'out' and state in ('queued', 'sending', 'retrying');
create index relation_messages_received on relation_messages (administration_id, relation_id, seq) where way = 'in' and state = 'received';
create index relation_messages_document on relation_messages (administration_id, document_id) where document_id is not null;
create index relation_messages_reply on relation_messages (administration_id, relation_id, in_reply_to) where in_reply_to is not null;
create index relation_messages_list on relation_messages (administration_id, created_at desc);

-- What we tell the partner's hub about the relation itself, until it has heard it: it accepts, refuses, pauses, ends, has another key.
create table relation_notices (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  kind text not null check (kind in ('accept', 'reject', 'cancel', 'announcement', 'key')),
  -- What is said. Of an acceptance the secret is sealed beside it, until it is over.
  body jsonb not null,
  sealed_secret bytea,
  state text not null default 'queued' check (state in ('queued', 'sending', 'retrying', 'done', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  problem jsonb,
  primary key (administration_id, id),
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);
create index relation_notices_due on relation_notices (administration_id, relation_id, created_at) where state in ('queued', 'sending', 'retrying');

create table relation_item_codes (
  administration_id uuid not null,
  relation_id uuid not null,
  -- The partner's, exactly as it writes it.
  code text not null check (code <> ''),
  item_id uuid not null,
  -- How many of our units one of theirs is.
  unit_factor numeric not null default 1 check (unit_factor > 0),
  taught_at timestamptz not null default now(),
  taught_by text not null,
  primary key (administration_id, relation_id, code),
  foreign key (administration_id, relation_id) references relations (administration_id, id),
  foreign key (administration_id, item_id) references items (administration_id, id) on delete cascade
);
create index relation_item_codes_item on relation_item_codes (administration_id, item_id);

-- The log book.
create table relation_events (
  administration_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  duration_ms integer,
  -- Null: it was about no relation of ours, or about several.
  relation_id uuid,
  way text check (way in ('in', 'out')),
  doc_type text not null default '',
  mode text not null default '',
  message_id uuid,
  business_id text not null default '',
  revision integer,
  body_sha256 bytea,
  step text not null,
  -- Empty: it went well.
  code text not null default '',
  text text not null default '',
  details jsonb not null default '{}',
  document_id uuid,
  -- A person, or empty: by itself.
  actor text not null default '',
  primary key (administration_id, id),
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);
create index relation_events_list on relation_events (administration_id, at desc, id desc);
create index relation_events_relation on relation_events (administration_id, relation_id, at desc, id desc);
create index relation_events_message on relation_events (administration_id, message_id) where message_id is not null;

create table relation_statements (
  administration_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  period_from date not null,
  period_to date not null,
  state text not null check (state in ('drawnUp', 'agreed', 'differs')),
  -- Counts per document type and way, and what was missing; theirs with the ways turned round.
  own jsonb not null,
  own_jws text not null,
  partner jsonb,
  partner_jws text,
  differences jsonb not null default '[]',
  drawn_up_at timestamptz not null default now(),
  drawn_up_by text not null default '',
  answered_at timestamptz,
  primary key (administration_id, id),
  unique (administration_id, relation_id, period_from, period_to),
  foreign key (administration_id, relation_id) references relations (administration_id, id),
  check (period_from <= period_to)
);

-- Of the last quarter of an hour: what was asked once with a signature is not asked again with the same one.
create table relation_nonces (
  administration_id uuid not null,
  relation_id uuid not null,
  kid text not null,
  nonce text not null,
  seen_at timestamptz not null,
  primary key (administration_id, relation_id, kid, nonce),
  foreign key (administration_id, relation_id) references relations (administration_id, id)
);
create index relation_nonces_seen on relation_nonces (administration_id, relation_id, seen_at);

do $$
declare
  t text;
begin
  foreach t in array array[
    'relations', 'relation_directions', 'relation_keys', 'relation_invitations', 'relation_messages', 'relation_notices', 'relation_item_codes',
    'relation_events', 'relation_statements', 'relation_nonces'
  ] loop
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

grant update (state, state_changed_at, state_changed_by, suspended_by_us, suspended_by_partner, party_id, own, partner, own_hub, partner_hub, is_local, confirmed_at,
  confirmed_by, partner_confirmed_at, comparison_code, expires_at, ended_at, settings, next_seq, received_seq, acknowledged_seq, partner_pulls, own_announced,
  partner_announced, partner_maximum_bytes, pulled_at, next_pull_at, pull_failures, trouble, changed_at, changed_by, version) on relations to schakel_app;
grant update (enabled, announced) on relation_directions to schakel_app;
grant update (valid_from, valid_to, state) on relation_keys to schakel_app;
grant update (sealed_secret, used_at, wrong_attempts) on relation_invitations to schakel_app;
-- What was said, and by whom it was signed, never changes; only what became of it, and that it is no longer kept.
grant update (document_id, envelope, content, state, attempts, next_attempt_at, changed_at, delivered_at, receipt, receipt_jws, problem)
  on relation_messages to schakel_app;
grant update (sealed_secret, state, attempts, next_attempt_at, problem) on relation_notices to schakel_app;
grant update (item_id, unit_factor, taught_at, taught_by) on relation_item_codes to schakel_app;
grant update (state, own, own_jws, partner, partner_jws, differences, drawn_up_at, drawn_up_by, answered_at) on relation_statements to schakel_app;
grant delete on relation_item_codes, relation_events, relation_notices, relation_nonces to schakel_app;

create function relation_state_moves() returns trigger language plpgsql as $$
begin
  -- The same table as relationTransitions in src/store/relations.ts.
  if new.state <> old.state and (old.state, new.state) not in (
    ('invited', 'active'), ('invited', 'suspended'), ('invited', 'rejected'), ('invited', 'cancelled'), ('invited', 'expired'), ('invited', 'ended'),
    ('active', 'suspended'), ('active', 'ended'), ('suspended', 'active'), ('suspended', 'ended')) then
    raise exception 'a relation that is % cannot become %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  if new.state in ('active', 'suspended') and (new.confirmed_at is null or new.partner_confirmed_at is null) then
    raise exception 'a relation that both sides did not confirm cannot be %', new.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger relation_state_moves before insert or update on relations for each row execute function relation_state_moves();

-- Whose relation a request of another hub is about resolves here and nowhere else: the hub role has no right to the tables. Two companies of
-- this hub may have the same relation with each other; the key says which of them is asked.
create function resolve_relation(its_id uuid, its_kid text)
  returns table (administration_id uuid, knows_key boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.administration_id, exists (select from relation_keys k where k.administration_id = r.administration_id and k.relation_id = r.id
    and k.owner = 'partner' and k.kid = its_kid)
  from relations r where r.id = its_id
$$;

create function resolve_relation_invitation(its_id uuid)
  returns table (administration_id uuid, relation_id uuid, side text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.administration_id, i.relation_id, r.side from relation_invitations i
    join relations r on r.administration_id = i.administration_id and r.id = i.relation_id
  where i.id = its_id
$$;

-- Relations with something to send, to tell or to fetch.
create function relations_with_work()
  returns table (administration_id uuid, relation_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.administration_id, m.relation_id from relation_messages m
    join relations r on r.administration_id = m.administration_id and r.id = m.relation_id
  where m.next_attempt_at <= now()
    and (m.expires_at <= now() and m.state in ('queued', 'sending', 'retrying') or r.state = 'active' and not r.partner_pulls)
  union
  select n.administration_id, n.relation_id from relation_notices n where n.state in ('queued', 'sending', 'retrying') and n.next_attempt_at <= now()
  union
  select r.administration_id, r.id from relations r where r.next_pull_at <= now()
  union
  select r.administration_id, r.id from relations r where r.state = 'invited' and r.expires_at <= now()
$$;

revoke all on function resolve_relation(uuid, text), resolve_relation_invitation(uuid), relations_with_work() from public;
grant execute on function resolve_relation(uuid, text), resolve_relation_invitation(uuid), relations_with_work() to schakel_hub;
