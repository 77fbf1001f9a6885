-- Groups and the selections in them. The owner of a group is a user (or, later, an organisation).
set role holdfast_owner;

-- Who may have groups, whichever table the users are in.
create view holdfast.known_user with (security_invoker = true) as select {{users.id}} as id from {{users}};
grant select on holdfast.known_user to holdfast_writer;

create table holdfast.selection_group (
  id uuid primary key,
  owner_user_id uuid references {{users}} ({{users.id}}) on delete cascade,
  owner_organisation_id uuid,
  owner_id uuid not null generated always as (coalesce(owner_user_id, owner_organisation_id)) stored,
  name text not null check (length(name) between 1 and 120),
  name_key text not null generated always as (lower(name)) stored,
  description text,
  is_default boolean not null default false,
  place integer not null,
  version bigint not null check (version >= 0),
  count integer not null check (count >= 0),
  metadata jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint selection_group_one_owner check (num_nonnulls(owner_user_id, owner_organisation_id) = 1),
  -- Deferred, so that one batch may swap two names.
  constraint selection_group_name unique (owner_id, name_key) deferrable initially deferred,
  -- What the selections refer to: the owner travels with the group.
  constraint selection_group_owner unique (id, owner_id)
);
create unique index selection_group_default on holdfast.selection_group (owner_id) where is_default;
create index selection_group_owner_user on holdfast.selection_group (owner_user_id);

create table holdfast.selection (
  -- Its identity for life: selecting again after deselecting makes a new one.
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  owner_id uuid not null,
  record_id uuid not null references {{records}} ({{records.key}}),
  added_by uuid,
  note text check (length(note) <= 10000),
  state text check (length(state) <= 120),
  metadata jsonb not null default '{}',
  -- The version of the group that last changed this row.
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (group_id, record_id),
  foreign key (group_id, owner_id) references holdfast.selection_group (id, owner_id) on delete cascade
);
create index selection_record on holdfast.selection (record_id);

alter table holdfast.selection_group enable row level security;
alter table holdfast.selection_group force row level security;
alter table holdfast.selection enable row level security;
alter table holdfast.selection force row level security;
create policy selection_group_own on holdfast.selection_group for select to holdfast_app
  using (owner_id = (select holdfast.current_user_id()));
create policy selection_own on holdfast.selection for select to holdfast_app
  using (owner_id = (select holdfast.current_user_id()));
create policy selection_group_writer on holdfast.selection_group to holdfast_writer using (true) with check (true);
create policy selection_writer on holdfast.selection to holdfast_writer using (true) with check (true);
grant select on holdfast.selection_group, holdfast.selection to holdfast_app;
grant select, insert, update, delete on holdfast.selection_group, holdfast.selection to holdfast_writer;

reset role;
