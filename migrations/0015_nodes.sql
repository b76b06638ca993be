-- What a node says of itself each time it shows that it lives.
alter table nodes
  add column version text not null default '',
  -- Since when it takes no new work, because it was told to stop.
  add column draining_since timestamptz,
  add column jobs_active int not null default 0 check (jobs_active >= 0),
  add column jobs_last_minute int not null default 0 check (jobs_last_minute >= 0);

-- When something that happens once over all nodes happened last: a sweep, a mail that left, a care of the hour.
create table schedule_turns (
  name text primary key,
  taken_at timestamptz not null default now()
);

-- What all nodes know together of the room to call one account at a vendor: which node holds how much, what was spent in its windows, and
-- what its answers told. By connection, or by product where the vendor counts all of its customers together.
create table rate_books (
  key text primary key,
  book jsonb not null,
  changed_at timestamptz not null default now()
);

grant select, insert, update, delete on schedule_turns, rate_books to schakel_hub;

-- How many migrations were applied: a node is ready when it knows exactly as many.
create function applied_migrations() returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from schema_migrations
$$;
revoke all on function applied_migrations() from public;
grant execute on function applied_migrations() to schakel_hub;
