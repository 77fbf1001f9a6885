-- What the retention job did last, for those who look from another process.
set role holdfast_owner;

create table holdfast.audit_retention_run (
  -- One row.
  single boolean primary key default true check (single),
  ran_at timestamptz not null,
  removed_rows bigint not null,
  -- Why it removed nothing although it should have looked; null when it did.
  problem text
);
alter table holdfast.audit_retention_run enable row level security;
alter table holdfast.audit_retention_run force row level security;
create policy audit_retention_run_writer on holdfast.audit_retention_run to holdfast_writer using (true) with check (true);
grant select, insert, update on holdfast.audit_retention_run to holdfast_writer;

reset role;
