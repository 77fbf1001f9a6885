// The tables of the application, as they were before Holdfast.

export const applicationTables = `
  create table members (id uuid primary key default gen_random_uuid(), nick text not null unique);
  create table member_sessions (
    token_hash bytea primary key,
    member_id uuid not null references members on delete cascade,
    ends_at timestamptz not null
  );
  create table laws (id uuid primary key default gen_random_uuid(), name text not null, in_force_since date);`;
