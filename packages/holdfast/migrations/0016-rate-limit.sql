-- What callers have used of their limits, where several processes share the counting. Worth nothing after a crash, hence unlogged.
set role holdfast_owner;

create unlogged table holdfast.rate_limit (
  -- Which limit, and whose: `read:user:<id>`, `login:address:<address>`, `account:email:<digest>`.
  key varchar(255) primary key,
  points integer not null default 0,
  -- Milliseconds since 1970.
  expire bigint
);
create index rate_limit_expire on holdfast.rate_limit (expire);
alter table holdfast.rate_limit enable row level security;
alter table holdfast.rate_limit force row level security;
create policy rate_limit_writer on holdfast.rate_limit to holdfast_writer using (true) with check (true);
grant select, insert, update, delete on holdfast.rate_limit to holdfast_writer;

reset role;
