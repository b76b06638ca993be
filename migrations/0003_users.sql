-- Users, their sessions and second factors are kept by better-auth 1.7.5 in the schema auth, which prepare.ts makes. These five tables
-- are what its own getMigrations writes, with our three columns of a user; only the hub role may use them. Memberships are ours.

create table auth."user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique check ("email" = lower("email")),
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean,
  "language" text not null check ("language" in ('nl', 'fr', 'en')),
  "firstPage" text not null default 'usual',
  -- Of the hub, not a role in an administration.
  "isOperator" boolean not null default false
);

create table auth."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  -- Of no use without the signature, which is made with a secret outside the database.
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  -- Hashed (scrypt).
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on auth."verification" ("identifier");

create table auth."twoFactor" (
  "id" text not null primary key,
  -- Both encrypted with a secret outside the database.
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

grant select, insert, update, delete on all tables in schema auth to schakel_hub;

-- How often somebody tried to sign in, per account and per address, by keyed hash.
create table sign_in_limits (
  subject bytea primary key,
  attempts int not null,
  free_at timestamptz not null,
  seen_at timestamptz not null
);
grant select, insert, update, delete on sign_in_limits to schakel_hub;

grant update (role) on memberships to schakel_app;

create table invitations (
  id uuid primary key,
  administration_id uuid not null references administrations,
  -- Keyed hash; the token itself stands in the mail and is not kept.
  token_hash bytea not null unique,
  email text not null check (email = lower(email) and email <> ''),
  -- Never owner: whoever reads the mail gets in, and administrators choose its road.
  role text not null check (role in ('administrator', 'bookkeeper', 'buyer', 'viewer')),
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  revoked_at timestamptz
);
create index invitations_open on invitations (administration_id, created_at);

-- What happened with users, as the administration it concerns may see it.
create table user_events (
  administration_id uuid not null references administrations,
  id uuid not null,
  at timestamptz not null,
  -- Whom it is about; null for an invitation.
  user_id text,
  -- Who did it, by name.
  actor text not null,
  action text not null check (action in ('signedIn', 'signInFailed', 'passwordChanged', 'emailChanged', 'twoFactorOn', 'twoFactorOff',
    'invited', 'invitationRevoked', 'invitationAccepted', 'roleChanged', 'removed')),
  details jsonb not null default '{}',
  primary key (administration_id, id)
);
create index user_events_by_time on user_events (administration_id, at desc);

do $$
declare
  t text;
begin
  foreach t in array array['invitations', 'user_events'] loop
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
grant update (revoked_at) on invitations to schakel_app;

-- The hub role reads no memberships but through these.
create function memberships_of(who text)
  returns table (administration_id uuid, name text, country text, time_zone text, role text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, a.country, a.time_zone, m.role from memberships m join administrations a on a.id = m.administration_id
  where m.user_id = who order by a.name, a.id
$$;

create function find_invitation(hash bytea, at timestamptz)
  returns table (administration_id uuid, administration_name text, email text, role text, invited_by text, expires_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, i.email, i.role, i.invited_by, i.expires_at from invitations i join administrations a on a.id = i.administration_id
  where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
$$;

-- Once: a second acceptance finds nothing to accept. Who is a member already keeps his role.
create function accept_invitation(hash bytea, who text, his_name text, at timestamptz) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  used invitations;
begin
  update invitations set accepted_at = at, accepted_by = who
  where token_hash = hash and accepted_at is null and revoked_at is null and expires_at > at returning * into used;
  if used.id is null then
    return null;
  end if;
  insert into memberships (administration_id, user_id, role) values (used.administration_id, who, used.role) on conflict do nothing;
  insert into user_events (administration_id, id, at, user_id, actor, action, details)
  values (used.administration_id, gen_random_uuid(), at, who, his_name, 'invitationAccepted', jsonb_build_object('role', used.role));
  return used.administration_id;
end
$$;

-- The first user gets what was there before him.
create function own_all_administrations(who text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into memberships (administration_id, user_id, role) select id, who, 'owner' from administrations on conflict do nothing
$$;

-- What a user did or met is told in each administration he is a member of.
create function tell_of_user(who text, his_name text, what text, at timestamptz, about jsonb) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into user_events (administration_id, id, at, user_id, actor, action, details)
  select administration_id, gen_random_uuid(), at, who, his_name, what, about from memberships where user_id = who
$$;

revoke all on function memberships_of(text), find_invitation(bytea, timestamptz), accept_invitation(bytea, text, text, timestamptz),
  own_all_administrations(text), tell_of_user(text, text, text, timestamptz, jsonb) from public;
grant execute on function memberships_of(text), find_invitation(bytea, timestamptz), accept_invitation(bytea, text, text, timestamptz),
  own_all_administrations(text), tell_of_user(text, text, text, timestamptz, jsonb) to schakel_hub;
