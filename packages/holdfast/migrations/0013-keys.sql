-- Keys that are done with, and the keys of short codes.
set role holdfast_owner;

-- From the moment a key is here, no process can write anything under it, whatever its keyring says.
create table holdfast.retired_key (
  id text primary key,
  retired_at timestamptz not null
);
alter table holdfast.retired_key enable row level security;
alter table holdfast.retired_key force row level security;
create policy retired_key_seen on holdfast.retired_key for select to holdfast_app, holdfast_writer using (true);
create policy retired_key_writer on holdfast.retired_key to holdfast_writer using (true) with check (true);
grant select on holdfast.retired_key to holdfast_app, holdfast_writer;
grant insert, delete on holdfast.retired_key to holdfast_writer;

create function holdfast.refuse_retired_key() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if exists (select from holdfast.retired_key retired where retired.id = new.key_id) then
    raise exception 'The key % is retired: nothing can be written under it.', new.key_id
      using errcode = 'restrict_violation', hint = 'Make a newer key current in this process.';
  end if;
  return new;
end
$$;

-- The key of a short code's hash; null for long texts, which need none.
alter table holdfast.issued_token add column key_id text;
create index issued_token_key on holdfast.issued_token (key_id) where key_id is not null;

create trigger held_token_key before insert on holdfast.held_token
  for each row when (new.key_id is not null) execute function holdfast.refuse_retired_key();
create trigger held_token_new_key before update of key_id on holdfast.held_token
  for each row when (new.key_id is not null and new.key_id is distinct from old.key_id) execute function holdfast.refuse_retired_key();
create trigger provider_revocation_key before insert or update of key_id on holdfast.provider_revocation
  for each row execute function holdfast.refuse_retired_key();
create trigger issued_token_key before insert on holdfast.issued_token
  for each row when (new.key_id is not null) execute function holdfast.refuse_retired_key();

reset role;
