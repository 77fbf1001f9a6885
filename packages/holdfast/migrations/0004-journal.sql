-- What the database knows of journals. No foreign keys to users: bookkeeping outlives them.
set role holdfast_owner;

-- One row per journal. Opening it raises the epoch; a batch of an older epoch is refused (fencing).
create table holdfast.journal (
  id uuid primary key,
  kind text not null check (kind in ('local', 'shared')),
  place text not null,
  epoch bigint not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);

-- Users are divided among lanes by hash; each lane has its own position. One lane today.
create table holdfast.journal_lane (
  journal_id uuid not null references holdfast.journal (id),
  lane integer not null check (lane >= 0),
  position bigint not null check (position >= 0),
  applied bigint not null default 0,
  quarantined bigint not null default 0,
  updated_at timestamptz not null,
  primary key (journal_id, lane)
);

-- The first answer to each operation, for repeats of it; kept for the retention time of operations.
create table holdfast.operation (
  user_id uuid not null,
  id uuid not null,
  kind text not null,
  fingerprint text not null,
  journal_id uuid,
  position bigint,
  group_id uuid,
  answer jsonb not null,
  at timestamptz not null,
  primary key (user_id, id)
);
create index operation_at on holdfast.operation (at);
create index operation_user on holdfast.operation (user_id, at);

-- Operations that the database refused for their content, with the reason, until somebody decides.
create table holdfast.quarantine (
  journal_id uuid not null,
  position bigint not null,
  user_id uuid not null,
  operation_id uuid not null,
  sql_state text not null,
  message text not null,
  payload jsonb not null,
  at timestamptz not null,
  resolved_at timestamptz,
  resolution text check (resolution in ('replayed', 'discarded')),
  primary key (journal_id, position)
);
create index quarantine_open on holdfast.quarantine (at) where resolved_at is null;
create index quarantine_user on holdfast.quarantine (user_id);

alter table holdfast.operation enable row level security;
alter table holdfast.operation force row level security;
alter table holdfast.quarantine enable row level security;
alter table holdfast.quarantine force row level security;
create policy operation_own on holdfast.operation for select to holdfast_app using (user_id = (select holdfast.current_user_id()));
create policy quarantine_own on holdfast.quarantine for select to holdfast_app using (user_id = (select holdfast.current_user_id()));
create policy operation_writer on holdfast.operation to holdfast_writer using (true) with check (true);
create policy quarantine_writer on holdfast.quarantine to holdfast_writer using (true) with check (true);
grant select on holdfast.operation, holdfast.quarantine to holdfast_app;
grant select, insert, update on holdfast.journal, holdfast.journal_lane, holdfast.quarantine to holdfast_writer;
grant select, insert, update, delete on holdfast.operation to holdfast_writer;

reset role;
