-- What became of each row of a table of plaintext tokens: an explicit marker, so that nobody has to guess what was moved.
set role holdfast_owner;

create table holdfast.plaintext_import (
  -- The table or file, as it was named.
  source text not null check (length(source) between 1 and 200),
  row_key text not null,
  state text not null check (state in ('copied', 'verified', 'wiped')),
  token_id uuid not null,
  -- Of the held token when it was copied.
  generation bigint not null,
  -- SHA-256 over salt and secrets, to see whether the source has changed since. Gone once the source is wiped.
  salt bytea,
  digest bytea,
  copied_at timestamptz not null,
  verified_at timestamptz,
  wiped_at timestamptz,
  primary key (source, row_key),
  constraint plaintext_import_verified check (state = 'copied' or verified_at is not null),
  constraint plaintext_import_wiped check ((state = 'wiped') = (wiped_at is not null))
);
alter table holdfast.plaintext_import enable row level security;
alter table holdfast.plaintext_import force row level security;
create policy plaintext_import_writer on holdfast.plaintext_import to holdfast_writer using (true) with check (true);
grant select, insert, update, delete on holdfast.plaintext_import to holdfast_writer;

reset role;
