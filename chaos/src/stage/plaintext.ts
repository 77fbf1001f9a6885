// Tables of plaintext tokens, as applications have them: one of the common shape, and one in which everything has another name.
import type { UserId } from "@holdfast/contract";
import type { PlaintextTable } from "holdfast";
import type { Stage } from "./stage.js";

type Query = Stage["query"];

export interface PlainShape {
  readonly source: PlaintextTable & { readonly table: string };
  readonly provider: string;
  readonly create: string;
  /** $1: the users, one row each. */
  readonly fill: string;
  /** One row: how many rows, how many with a secret, and a digest over all of them. */
  readonly look: string;
}

const looking = (table: string, key: string, access: string, refresh: string): string =>
  `select count(*)::integer as rows, count(*) filter (where coalesce(${access}, '') <> '' or coalesce(${refresh}, '') <> '')::integer as secrets,
     md5(string_agg(md5(concat_ws('|', ${key}::text, ${access}, ${refresh})), '' order by ${key})) as digest
   from ${table}`;

export const platformTokens: PlainShape = {
  source: { table: "platform_tokens" },
  provider: "mastodon",
  create: `create table public.platform_tokens (
    id bigserial primary key, user_id uuid not null, platform text not null, access_token text, refresh_token text,
    expires_at timestamp, inserted_at timestamp not null default now(), updated_at timestamp not null default now(),
    unique (user_id, platform))`,
  fill: `insert into public.platform_tokens (user_id, platform, access_token, refresh_token, expires_at)
    select id, 'mastodon', 'access-' || id, 'refresh-' || id, timestamp '2040-01-02 03:04:05'
    from unnest($1::uuid[]) with ordinality as source (id, place) order by place`,
  look: looking("public.platform_tokens", "id", "access_token", "refresh_token"),
};

export const renamedTokens: PlainShape = {
  source: {
    table: "legacy.credentials",
    columns: {
      key: "ref",
      userId: "owner",
      provider: "service",
      accessToken: "secret",
      refreshToken: "renewal",
      expiresAt: "ends",
    },
  },
  provider: "calendar",
  create: `create schema legacy;
    create table legacy.credentials (
      ref uuid primary key default gen_random_uuid(), owner text not null, service text not null, secret text, renewal text, ends timestamptz)`,
  fill: `insert into legacy.credentials (owner, service, secret, renewal, ends)
    select id::text, 'calendar', 'access-' || id, 'refresh-' || id, timestamptz '2040-01-02 03:04:05Z'
    from unnest($1::uuid[]) as id`,
  look: looking("legacy.credentials", "ref", "secret", "renewal"),
};

/** The secrets of every row follow from its user. */
export const accessOf = (userId: UserId): string => `access-${userId}`;

export async function fillPlaintext(query: Query, { create, fill }: PlainShape, users: readonly UserId[]): Promise<void> {
  for (const statement of create.split(";")) await query(statement);
  await query(fill, [users]);
}

export interface PlainLook {
  readonly rows: number;
  readonly secrets: number;
  readonly digest: string;
}

export async function lookAtPlaintext(query: Query, { look }: PlainShape): Promise<PlainLook> {
  const [found] = await query<PlainLook>(look);
  if (found === undefined) throw new Error("The table of plaintext tokens is gone.");
  return found;
}
