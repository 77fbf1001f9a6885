// The application's own sessions. How members prove who they are before one begins is its business, and is left out here.
import { createHash, randomBytes } from "node:crypto";
import type { ApplicationSession } from "@holdfast/server";
import type pg from "pg";

/** The cookie that carries a session in browsers. */
export const sessionCookie = "library_session";

const hours = 12;
const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

export class MemberSessions {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Answers the token. */
  async begin(memberId: string): Promise<string> {
    const token = randomBytes(32).toString("base64url");
    const text = `insert into member_sessions (token_hash, member_id, ends_at) values ($1, $2, now() + make_interval(hours => $3))`;
    await this.#pool.query(text, [hashOf(token), memberId, hours]);
    return token;
  }

  async end(token: string): Promise<void> {
    await this.#pool.query("delete from member_sessions where token_hash = $1", [hashOf(token)]);
  }

  /** Whose session a token is. Holdfast asks this, and the application's own routes do. */
  async find(token: string): Promise<ApplicationSession | undefined> {
    const text = `
      select member_id as "userId", ends_at as "expiresAt" from member_sessions where token_hash = $1 and ends_at > now()`;
    return (await this.#pool.query<{ userId: string; expiresAt: Date }>(text, [hashOf(token)])).rows[0];
  }
}

/** The token in a `cookie` header. */
export function sessionIn(cookies: string | null | undefined): string {
  const pairs = (cookies ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === sessionCookie)?.[1] ?? "";
}
