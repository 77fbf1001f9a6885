-- Tokens: those that we mint (only a hash is kept) and those that others minted (kept sealed).
set role holdfast_owner;

create table holdfast.issued_token (
  id uuid primary key,
  kind text not null,
  tenant_id uuid,
  user_id uuid references {{users}} ({{users.id}}) on delete cascade,
  -- SHA-256 of the token's text; for short codes a keyed hash.
  hash bytea not null unique check (octet_length(hash) = 32),
  -- Where it was sent, for kinds that are bound to an address.
  sent_to text,
  created_at timestamptz not null,
  -- The absolute end of its life.
  expires_at timestamptz not null,
  -- The end of its life unless it is used before; null for kinds without an idle limit.
  idle_expires_at timestamptz,
  last_used_at timestamptz,
  consumed_at timestamptz,
  revoked_at timestamptz,
  revoke_reason text,
  attempts integer not null default 0,
  address inet,
  user_agent text,
  metadata jsonb not null default '{}',
  -- Raised by every change; a cache never goes back to an older one.
  generation bigint not null default 1
);
create index issued_token_user on holdfast.issued_token (user_id, kind, created_at);
create index issued_token_end on holdfast.issued_token (expires_at);

create table holdfast.held_token (
  id uuid primary key,
  tenant_id uuid,
  user_id uuid not null references {{users}} ({{users.id}}) on delete cascade,
  provider text not null check (length(provider) between 1 and 120),
  account text not null default 'default' check (length(account) between 1 and 120),
  status text not null check (status in ('active', 'revoked', 'reconnect_required')),
  -- Sealed: AES-256-GCM, bound to table, row, column, key and generation. Null once revoked.
  access_token bytea,
  refresh_token bytea,
  key_id text,
  token_type text not null,
  scopes text[] not null default '{}',
  expires_at timestamptz,
  refresh_expires_at timestamptz,
  generation bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  status_reason text,
  metadata jsonb not null default '{}',
  constraint held_token_name unique nulls not distinct (tenant_id, user_id, provider, account),
  constraint held_token_secret check (status <> 'active' or access_token is not null)
);
create index held_token_user on holdfast.held_token (user_id);
create index held_token_expiry on holdfast.held_token (expires_at) where status = 'active';

alter table holdfast.issued_token enable row level security;
alter table holdfast.issued_token force row level security;
alter table holdfast.held_token enable row level security;
alter table holdfast.held_token force row level security;
create policy issued_token_own on holdfast.issued_token for select to holdfast_app
  using (user_id = (select holdfast.current_user_id()));
-- A request can end a token, never bring one back.
create policy issued_token_end on holdfast.issued_token for update to holdfast_app
  using (user_id = (select holdfast.current_user_id()))
  with check (user_id = (select holdfast.current_user_id()) and revoked_at is not null);
create policy held_token_own on holdfast.held_token to holdfast_app
  using (user_id = (select holdfast.current_user_id())) with check (user_id = (select holdfast.current_user_id()));
create policy issued_token_writer on holdfast.issued_token to holdfast_writer using (true) with check (true);
create policy held_token_writer on holdfast.held_token to holdfast_writer using (true) with check (true);
-- Requests see which sessions there are, never the hashes that they are looked up by.
grant select (id, kind, tenant_id, user_id, sent_to, created_at, expires_at, idle_expires_at, last_used_at, consumed_at,
  revoked_at, revoke_reason, address, user_agent, metadata, generation) on holdfast.issued_token to holdfast_app;
grant update (revoked_at, revoke_reason, generation) on holdfast.issued_token to holdfast_app;
grant select, insert, update on holdfast.held_token to holdfast_app;
grant select, insert, update, delete on holdfast.issued_token, holdfast.held_token to holdfast_writer;

reset role;
