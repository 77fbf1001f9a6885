-- What undo needs to know: what a selection held before it left or was annotated, and what each operation did.
set role holdfast_owner;

alter table holdfast.selection
  -- The version of the group at which this membership began. An undo that brings a record back continues the former membership.
  add column origin bigint not null default 0,
  -- The version whose annotation it carries; 0: none.
  add column annotated bigint not null default 0;

-- A selection as it was before the given version of its group took it out or annotated it.
create table holdfast.former_selection (
  owner_id uuid not null references {{users}} ({{users.id}}) on delete cascade,
  group_id uuid not null,
  version bigint not null,
  record_id uuid not null,
  origin bigint not null,
  annotated bigint not null,
  note text,
  state text,
  metadata jsonb not null,
  at timestamptz not null,
  primary key (owner_id, group_id, version, record_id)
);

-- What the operation did to which group; null when it changed nothing, or so long ago that it can no longer be undone.
alter table holdfast.operation add column effects jsonb;

alter table holdfast.former_selection enable row level security;
alter table holdfast.former_selection force row level security;
create policy former_selection_own on holdfast.former_selection for select to holdfast_app
  using (owner_id = (select holdfast.current_user_id()));
create policy former_selection_writer on holdfast.former_selection to holdfast_writer using (true) with check (true);
grant select on holdfast.former_selection to holdfast_app;
grant select, insert, delete on holdfast.former_selection to holdfast_writer;

reset role;
