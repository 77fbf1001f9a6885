-- Every change of a token tells the other processes, in its own transaction and whoever makes it: which row, and its generation
-- from now on. Never a secret, never a text of the user's.
set role holdfast_owner;

-- A generation that is null means: nobody knows, ask.
create function holdfast.tell_held_token() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  token holdfast.held_token := coalesce(new, old);
  generation bigint;
begin
  if tg_op = 'INSERT' then
    generation := new.generation;
  elsif tg_op = 'UPDATE' and new.generation > old.generation then
    generation := new.generation;
  end if;
  perform pg_notify('holdfast_change', json_build_object('topic', 'held_token', 'body', json_build_object(
    'userId', token.user_id, 'tenantId', token.tenant_id, 'provider', token.provider, 'account', token.account,
    'generation', generation))::text);
  return null;
end
$$;

create function holdfast.tell_issued_token() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  generation bigint;
begin
  if tg_op = 'UPDATE' and new.generation > old.generation then
    generation := new.generation;
  end if;
  perform pg_notify('holdfast_change', json_build_object('topic', 'issued_token', 'body', json_build_object(
    'id', old.id, 'generation', generation))::text);
  return null;
end
$$;

-- What a process may have in memory of a row: its state, its end and what describes it. Last uses are not told.
create trigger held_token_put after insert on holdfast.held_token
  for each row execute function holdfast.tell_held_token();
create trigger held_token_changed after update on holdfast.held_token
  for each row when (
    old.generation <> new.generation or old.status <> new.status or old.expires_at is distinct from new.expires_at
    -- Not when it is only sealed anew, under another key.
    or (old.access_token is distinct from new.access_token and old.key_id is not distinct from new.key_id)
    or old.user_id <> new.user_id)
  execute function holdfast.tell_held_token();
-- Whatever its state: a row of the same name that comes later begins at generation 1 again.
create trigger held_token_gone after delete on holdfast.held_token
  for each row execute function holdfast.tell_held_token();

create trigger issued_token_changed after update on holdfast.issued_token
  for each row when (
    old.generation <> new.generation or old.revoked_at is distinct from new.revoked_at
    or old.consumed_at is distinct from new.consumed_at or old.expires_at <> new.expires_at
    or (old.idle_expires_at is not null and old.idle_expires_at > new.idle_expires_at)
    or old.hash <> new.hash or old.user_id is distinct from new.user_id)
  execute function holdfast.tell_issued_token();
create trigger issued_token_gone after delete on holdfast.issued_token
  for each row when (old.revoked_at is null and old.consumed_at is null) execute function holdfast.tell_issued_token();

reset role;
