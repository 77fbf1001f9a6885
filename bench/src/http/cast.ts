// Everybody who takes part in a measurement of HTTP: people with sessions and groups, ours, and the peers on the same data.
import { Redis } from "ioredis";
import type { Stage } from "../stage.js";
import type { Person } from "./order.js";
import { tokenHash } from "./peers.js";
import { startRedisServer } from "./redis.js";
import { type Program, type ServerProcess, startServer } from "./server-process.js";

const groupPath = "/api/v1/groups/default/records";

export interface Cast {
  readonly people: readonly Person[];
  readonly ours: ServerProcess;
  readonly sql: ServerProcess;
  /** Ours, warm, for a token: what every peer has to answer with. */
  readonly text: string;
  stop(): Promise<void>;
}

export interface CastSize {
  readonly users: number;
  /** Records in the group of each. */
  readonly selected: number;
}

/** Ours and the handler on SQL, with the same sessions and groups. */
export async function gather(stage: Stage, program: Program, { users, selected }: CastSize): Promise<Cast> {
  const recordIds = await stage.addRecords(selected);
  const userIds = await stage.addUsers(users);
  const { requestUrl, workerUrl, adminUrl } = stage.urls;
  const journalDirectory = await stage.folder();
  const ours = await startServer(program, {
    kind: "ours",
    requestUrl,
    workerUrl,
    keys: stage.keys,
    journalDirectory,
    userIds,
    recordIds,
  });
  await addSessions(stage, ours.people);
  const sql = await startServer(program, { kind: "sql", databaseUrl: adminUrl });
  const text = await ask(ours.url + groupPath, ours.people[0]);
  const stop = async (): Promise<void> => {
    await ours.stop();
    await sql.stop();
  };
  return { people: ours.people, ours, sql, text, stop };
}

export async function ask(url: string, person: Person | undefined): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${person?.token ?? ""}` } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer.text();
}

async function addSessions({ pool }: Stage, people: readonly Person[]): Promise<void> {
  await pool.query("create table if not exists bench_session (hash bytea primary key, user_id uuid not null)");
  await pool.query("insert into bench_session (hash, user_id) select * from unnest($1::bytea[], $2::uuid[])", [
    people.map(({ token }) => tokenHash(token)),
    people.map(({ userId }) => userId),
  ]);
}

export interface Readers {
  /** The address at which each answers with the group. */
  readonly ours: string;
  readonly bare: string;
  readonly sql: string;
  /** Undefined where the system has no Redis. */
  readonly redis: string | undefined;
  stop(): Promise<void>;
}

/** Everybody who can answer with a group. */
export async function gatherReaders(cast: Cast, program: Program): Promise<Readers> {
  const bare = await startServer(program, { kind: "bare", path: groupPath, text: cast.text });
  const server = await startRedisServer();
  const redis = server === undefined ? undefined : await startServer(program, { kind: "redis", port: server.port });
  if (server !== undefined) await fillRedis(server.port, cast);
  return {
    ours: cast.ours.url + groupPath,
    bare: bare.url + groupPath,
    sql: `${cast.sql.url}/group`,
    redis: redis === undefined ? undefined : `${redis.url}/group`,
    stop: async () => {
      await bare.stop();
      await redis?.stop();
      await server?.stop();
    },
  };
}

async function fillRedis(port: number, { people, ours }: Cast): Promise<void> {
  const redis = new Redis({ port, host: "127.0.0.1" });
  for (const person of people)
    await redis.set(tokenHash(person.token).toString("base64url"), await ask(ours.url + groupPath, person));
  redis.disconnect();
}
