-- An invitation goes with the rights of whoever gave it: it is known by id too, and what came of it names the address it was for.

alter table invitations add column invited_by_user text;

create or replace function accept_invitation(hash bytea, who text, his_name text, at timestamptz) returns uuid
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
  values (used.administration_id, gen_random_uuid(), at, who, his_name, 'invitationAccepted',
    jsonb_build_object('role', used.role, 'email', used.email));
  return used.administration_id;
end
$$;
