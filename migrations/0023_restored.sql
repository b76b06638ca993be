-- When the database was put back from a copy: from when the copy was, and when. What happened before that may have been made at the other side of
-- this connection without a word of it here.
alter table connections add column restored_from timestamptz, add column restored_at timestamptz,
  add check ((restored_from is null) = (restored_at is null));
