-- Many held tokens that come, go or are sealed anew in one statement are told and checked together: a call and a notification for each
-- row were most of what taking over 500 rows cost. A process from before reads such a notification as "anything may have changed".
set role holdfast_owner;

-- A payload has at most 7,999 bytes, and one row less than 2,000: rows are told together up to 6,000. A generation that is null means:
-- nobody knows, ask.
create function holdfast.tell_held_tokens() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  perform pg_notify('holdfast_change', format('{"topic": "held_token", "body": [%s]}', string_agg(told.body, ',')))
  from (
    select one.body, sum(octet_length(one.body) + 1) over (rows unbounded preceding) / 6000 as part
    from (
      select json_build_object(
        'userId', token.user_id, 'tenantId', token.tenant_id, 'provider', token.provider, 'account', token.account,
        'generation', case when tg_op = 'INSERT' then token.generation end)::text as body
      from changed token
    ) one
  ) told
  group by told.part;
  return null;
end
$$;

create function holdfast.refuse_retired_keys() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  retired text;
begin
  if tg_op = 'INSERT' then
    select token.key_id into retired
    from changed token join holdfast.retired_key on retired_key.id = token.key_id limit 1;
  else
    select token.key_id into retired
    from changed token join holdfast.retired_key on retired_key.id = token.key_id
    where not exists (select from former where former.id = token.id and former.key_id = token.key_id) limit 1;
  end if;
  if retired is not null then
    raise exception 'The key % is retired: nothing can be written under it.', retired
      using errcode = 'restrict_violation', hint = 'Make a newer key current in this process.';
  end if;
  return null;
end
$$;

drop trigger held_token_put on holdfast.held_token;
drop trigger held_token_gone on holdfast.held_token;
drop trigger held_token_key on holdfast.held_token;
drop trigger held_token_new_key on holdfast.held_token;

create trigger held_token_put after insert on holdfast.held_token
  referencing new table as changed for each statement execute function holdfast.tell_held_tokens();
-- Whatever its state: a row of the same name that comes later begins at generation 1 again.
create trigger held_token_gone after delete on holdfast.held_token
  referencing old table as changed for each statement execute function holdfast.tell_held_tokens();
create trigger held_token_key after insert on holdfast.held_token
  referencing new table as changed for each statement execute function holdfast.refuse_retired_keys();
create trigger held_token_new_key after update on holdfast.held_token
  referencing old table as former new table as changed for each statement execute function holdfast.refuse_retired_keys();

reset role;
