-- Rows of groups and selections that somebody else changes (psql, a migration, another service) are noted, so that memory can follow.
-- Our own transactions say so with `set local holdfast.writer = 'on'` and are not noted; the note itself gives nobody any right.
set role holdfast_owner;

create table holdfast.outside_change (
  group_id uuid primary key,
  owner_id uuid not null,
  at timestamptz not null
);
alter table holdfast.outside_change enable row level security;
alter table holdfast.outside_change force row level security;
create policy outside_change_owner on holdfast.outside_change to holdfast_owner using (true) with check (true);
create policy outside_change_writer on holdfast.outside_change to holdfast_writer using (true) with check (true);
grant select, delete on holdfast.outside_change to holdfast_writer;

create function holdfast.note_outside_change() returns trigger
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  insert into holdfast.outside_change (group_id, owner_id, at)
  values (coalesce(changed ->> 'group_id', changed ->> 'id')::uuid, (changed ->> 'owner_id')::uuid, clock_timestamp())
  on conflict (group_id) do update set at = excluded.at;
  return null;
end
$$;
revoke execute on function holdfast.note_outside_change() from public;

create trigger note_outside_change after insert or update or delete on holdfast.selection
  for each row when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_change();
create trigger note_outside_change after insert or update or delete on holdfast.selection_group
  for each row when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_change();

reset role;
