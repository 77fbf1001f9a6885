-- Refreshing held tokens: who is asking a provider just now, and what is still to be revoked there.
set role holdfast_owner;

-- Written before a provider is called, so that a call whose end nobody heard of is known. Leases are measured with this server's clock,
-- the only one that all processes share.
create table holdfast.refresh_intent (
  token_id uuid primary key references holdfast.held_token (id) on delete cascade,
  -- The generation whose refresh token is spent. An intent for an older generation means nothing.
  generation bigint not null,
  -- Who may call and write; null when nobody is calling.
  lease_id uuid,
  lease_until timestamptz not null,
  -- The lease under which the generation was ended, so that a commit whose answer was lost is recognised as one's own.
  finished_by uuid,
  -- Calls whose process disappeared.
  lost integer not null default 0,
  -- A call ended without an answer: the provider may have spent the refresh token.
  unanswered boolean not null default false,
  failures integer not null default 0,
  -- Not again before.
  wait_until timestamptz not null
);

-- Tokens that are still to be revoked at their provider. No foreign keys: a user who is deleted is to be disconnected all the same.
create table holdfast.provider_revocation (
  id uuid primary key,
  token_id uuid not null,
  user_id uuid not null,
  tenant_id uuid,
  provider text not null check (length(provider) between 1 and 120),
  -- Sealed, bound to this row; null once revoked there. The refresh token goes first.
  refresh_token bytea,
  access_token bytea,
  key_id text not null,
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  created_at timestamptz not null
);
create index provider_revocation_next on holdfast.provider_revocation (next_try_at);

alter table holdfast.refresh_intent enable row level security;
alter table holdfast.refresh_intent force row level security;
alter table holdfast.provider_revocation enable row level security;
alter table holdfast.provider_revocation force row level security;
create policy refresh_intent_writer on holdfast.refresh_intent to holdfast_writer using (true) with check (true);
create policy provider_revocation_writer on holdfast.provider_revocation to holdfast_writer using (true) with check (true);
-- A request can ask for a revocation of its user's token, never read one.
create policy provider_revocation_own on holdfast.provider_revocation for insert to holdfast_app
  with check (user_id = (select holdfast.current_user_id()));
grant insert on holdfast.provider_revocation to holdfast_app;
grant select, insert, update, delete on holdfast.refresh_intent, holdfast.provider_revocation to holdfast_writer;

reset role;
