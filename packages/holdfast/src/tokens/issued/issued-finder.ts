// Asks the database for issued tokens, many with one question: when memory may not be believed, everybody's session is asked for at once (TK-13).
import type { Database } from "../../database/index.js";
import { tokenKeyOf } from "../../security/index.js";
import { findIssuedToken } from "../sql/find-issued-token.js";
import { findIssuedTokens } from "../sql/find-issued-tokens.js";
import type { IssuedRow } from "./issued-row.js";

export interface SoughtToken {
  readonly hash: Buffer;
  readonly kind: string;
}

interface Waiting {
  readonly sought: SoughtToken;
  readonly found: (row: IssuedRow | undefined) => void;
  readonly failed: (error: unknown) => void;
}

/** Questions under way at a time: the drain wants connections too. */
const atATime = 4;
/** Tokens in one question. */
const mostTogether = 500;

/** Whoever asks while questions enough are under way goes along with the next, so each answer is from after its asking. */
export class IssuedFinder {
  readonly #database: Pick<Database, "asSystem">;
  #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(database: Pick<Database, "asSystem">) {
    this.#database = database;
  }

  find(sought: SoughtToken): Promise<IssuedRow | undefined> {
    return new Promise((found, failed) => {
      this.#waiting.push({ sought, found, failed });
      if (this.#underWay < atATime) void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.#underWay += 1;
    while (this.#waiting.length > 0) await this.#question(this.#waiting.splice(0, mostTogether));
    this.#underWay -= 1;
  }

  async #question(asking: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.#read(asking.map(({ sought }) => sought));
      asking.forEach(({ found }, place) => found(rows[place]));
    } catch (error) {
      for (const { failed } of asking) failed(error);
    }
  }

  /** In the order of what is sought. */
  async #read(sought: readonly SoughtToken[]): Promise<readonly (IssuedRow | undefined)[]> {
    const [first] = sought;
    if (first === undefined) return [];
    if (sought.length === 1) return [await this.#database.asSystem((db) => findIssuedToken(db, first), "single reads")];
    const hashes = sought.map(({ hash }) => hash);
    const rows = await this.#database.asSystem((db) => findIssuedTokens(db, hashes), "single reads");
    const byKey = new Map(rows.map((row) => [tokenKeyOf(row.hash), row]));
    return sought.map(({ hash, kind }) => {
      const row = byKey.get(tokenKeyOf(hash));
      return row?.kind === kind ? row : undefined;
    });
  }
}
