-- The schema, its roles and the users table. Everything here is owned by holdfast_owner, a role that nobody logs in as.
--   holdfast_owner   owns the objects; used by migrations alone
--   holdfast_app     requests: under row-level security, for one user, for one transaction
--   holdfast_writer  the drain and background jobs: all users, but still no DELETE on the catalogue and no change of the trail
-- Placeholders in double braces are replaced by the names of the application's own tables where it has them.

create schema holdfast authorization holdfast_owner;
set role holdfast_owner;
grant usage on schema holdfast to holdfast_app, holdfast_writer;

-- Which application tables this schema was made for: a later start with other names is refused.
create table holdfast.host (
  only_row boolean primary key default true check (only_row),
  tables jsonb not null
);
grant select on holdfast.host to holdfast_app, holdfast_writer;

-- The user of this transaction; null outside one (a setting that was set once reads as '' later, not null).
create function holdfast.current_user_id() returns uuid
language sql stable parallel safe
set search_path = pg_catalog
return nullif(current_setting('holdfast.user_id', true), '')::uuid;

-- Accounts for applications that bring no users table of their own.
create table holdfast.app_user (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  email_key text not null generated always as (lower(email)) stored,
  role text not null default 'user' check (role in ('user', 'admin')),
  email_verified_at timestamptz,
  created_at timestamptz not null,
  constraint app_user_email unique (email_key)
);
alter table holdfast.app_user enable row level security;
alter table holdfast.app_user force row level security;
create policy app_user_own on holdfast.app_user for select to holdfast_app using (id = (select holdfast.current_user_id()));
create policy app_user_writer on holdfast.app_user to holdfast_writer using (true) with check (true);
grant select on holdfast.app_user to holdfast_app;
grant select, insert, update, delete on holdfast.app_user to holdfast_writer;

-- Password hashes, out of reach of the role that serves requests.
create table holdfast.credential (
  user_id uuid primary key references holdfast.app_user (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null
);
alter table holdfast.credential enable row level security;
alter table holdfast.credential force row level security;
create policy credential_writer on holdfast.credential to holdfast_writer using (true) with check (true);
grant select, insert, update, delete on holdfast.credential to holdfast_writer;

reset role;
