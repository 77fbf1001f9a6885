// What ours is measured beside: the bare framework, and handlers as one writes them by hand.
import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { Hono } from "hono";
import { Redis } from "ioredis";
import pg from "pg";
import type { BareOrder, RedisOrder, SqlOrder } from "./order.js";
import type { StartedServer } from "./ours.js";

const idle = async (): Promise<void> => undefined;

export async function startBare({ path, text }: BareOrder): Promise<StartedServer> {
  const app = new Hono();
  app.get(path, () => new Response(text, { headers: { "content-type": "application/json" } }));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        started: { url: `http://127.0.0.1:${port}`, people: [] },
        settle: idle,
        stop: async () => void server.close(),
      }),
    );
  });
}

const bearer = /^Bearer (\S+)$/;

/** The key of a session: no application keeps tokens as they are. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function hashOf({ headers }: FastifyRequest): Buffer | undefined {
  const token = bearer.exec(headers.authorization ?? "")?.[1];
  return token === undefined ? undefined : tokenHash(token);
}

const refuse = (reply: FastifyReply): FastifyReply => reply.code(401).send({ code: "unauthenticated" });

async function listening(app: FastifyInstance, end: () => Promise<unknown>): Promise<StartedServer> {
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const stop = async (): Promise<void> => {
    await app.close();
    await end();
  };
  return { started: { url, people: [] }, settle: idle, stop };
}

/** Session and group in one statement. */
const readGroup = `select g.id as "groupId", g.version::int as version, count(s.record_id)::int as count,
    coalesce(array_agg(s.record_id order by s.created_at, s.id), '{}') as "recordIds"
  from bench_session as b
  join holdfast.selection_group as g on g.owner_user_id = b.user_id and g.is_default
  left join holdfast.selection as s on s.group_id = g.id
  where b.hash = $1
  group by g.id, g.version`;

/** Session, state and trail in one statement, and so in one transaction and one round trip. */
const insertBoth = `with owned as (
    select g.id, g.owner_id, b.user_id from bench_session as b
    join holdfast.selection_group as g on g.owner_user_id = b.user_id and g.is_default
    where b.hash = $1),
  kept as (
    insert into holdfast.selection (group_id, owner_id, record_id, added_by, version, created_at, updated_at)
    select id, owner_id, $2, user_id, 1, now(), now() from owned
    on conflict (group_id, record_id) do update set updated_at = excluded.updated_at)
  insert into holdfast.audit_event (at, actor_id, user_id, action, group_id, record_id)
  select now(), user_id, user_id, 'select', id, $2 from owned returning group_id`;

const answer = {
  type: "object",
  properties: {
    groupId: { type: "string" },
    version: { type: "integer" },
    count: { type: "integer" },
    recordIds: { type: "array", items: { type: "string" } },
  },
} as const;

interface Change {
  readonly change: { readonly recordId: string };
}

export async function startSql({ databaseUrl }: SqlOrder): Promise<StartedServer> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: "-c holdfast.writer=on" });
  const app = fastify();
  app.get("/group", { schema: { response: { 200: answer } } }, async (request, reply) => {
    const hash = hashOf(request);
    if (hash === undefined) return refuse(reply);
    const { rows } = await pool.query({ name: "read-group", text: readGroup, values: [hash] });
    return rows[0] === undefined ? refuse(reply) : (rows[0] as unknown);
  });
  app.post<{ Body: Change }>("/operations", async (request, reply) => {
    const hash = hashOf(request);
    if (hash === undefined) return refuse(reply);
    const values = [hash, request.body.change.recordId];
    const { rows } = await pool.query({ name: "insert-both", text: insertBoth, values });
    return rows[0] === undefined ? refuse(reply) : { added: 1 };
  });
  return listening(app, () => pool.end());
}

export async function startRedis({ port }: RedisOrder): Promise<StartedServer> {
  const redis = new Redis({ port, host: "127.0.0.1" });
  const app = fastify();
  app.get("/group", async (request, reply) => {
    const hash = hashOf(request);
    if (hash === undefined) return refuse(reply);
    const text = await redis.get(hash.toString("base64url"));
    return text === null ? refuse(reply) : reply.type("application/json").send(text);
  });
  return listening(app, async () => redis.disconnect());
}
