// Opens every sealed row and says which do not open, without keeping or showing what was in any (TK-07, TK-08).
import { isHoldfastError } from "@holdfast/contract";
import { open } from "../../security/index.js";
import { takeCensus } from "./key-census.js";
import { type ResealRoom, sealedTables, type SealedTable, type Unopened } from "./reseal.js";
import { pageHeldSeals, type StoredSeals } from "./sql/page-held-seals.js";
import { pageRevocationSeals } from "./sql/page-revocation-seals.js";
import type { Clock } from "../../runtime/clock.js";

export interface VerifySealsOptions {
  /** Rows read at a time. Default 500. */
  readonly batchSize?: number;
  readonly onProgress?: (progress: VerifySealsProgress) => void;
  /** Stops after the batch that runs. */
  readonly signal?: AbortSignal;
}

export interface VerifySealsProgress {
  readonly checked: number;
  /** Sealed rows when it began. */
  readonly total: number;
}

export interface SealsOfKey {
  readonly keyId: string;
  readonly opened: number;
  readonly unopened: number;
}

export interface SealsReport extends VerifySealsProgress {
  readonly opened: number;
  /** Rows that do not open. */
  readonly failed: number;
  /** The first 100 of them, by table, id and key, with the code of the reason. */
  readonly unopened: readonly Unopened[];
  readonly keys: readonly SealsOfKey[];
  /** Whether it came to the end. */
  readonly finished: boolean;
}

const first = "00000000-0000-0000-0000-000000000000";
const mostNamed = 100;
const pages = { held_token: pageHeldSeals, provider_revocation: pageRevocationSeals } as const;

/** Reads in pages beside everybody else, and changes nothing. */
export async function verifySeals(
  room: ResealRoom & { readonly clock: Clock },
  options: VerifySealsOptions = {},
): Promise<SealsReport> {
  const { keys } = await takeCensus(room);
  const sealed = keys.flatMap(({ tables }) => sealedTables.map((table) => tables[table] ?? 0));
  const check = new SealCheck(
    room,
    options,
    sealed.reduce((sum, rows) => sum + rows, 0),
  );
  for (const table of sealedTables) await check.walk(table);
  return check.report;
}

class SealCheck {
  readonly #room: ResealRoom;
  readonly #options: VerifySealsOptions;
  readonly #total: number;
  readonly #keys = new Map<string, { opened: number; unopened: number }>();
  readonly #unopened: Unopened[] = [];

  constructor(room: ResealRoom, options: VerifySealsOptions, total: number) {
    this.#room = room;
    this.#options = options;
    this.#total = total;
  }

  get report(): SealsReport {
    const keys = [...this.#keys].map(([keyId, counts]) => ({ keyId, ...counts }));
    const [opened, failed] = [sum(keys, "opened"), sum(keys, "unopened")];
    const finished = this.#options.signal?.aborted !== true;
    return { checked: opened + failed, total: this.#total, opened, failed, unopened: [...this.#unopened], keys, finished };
  }

  async walk(table: SealedTable): Promise<void> {
    const { batchSize: limit = 500, onProgress, signal } = this.#options;
    for (let after: string | undefined = first; after !== undefined && signal?.aborted !== true;) {
      const page: { readonly after: string; readonly limit: number } = { after, limit };
      // oxlint-disable-next-line no-await-in-loop -- one page after the other keeps memory bounded
      const rows: readonly StoredSeals[] = await this.#room.database.asSystem((db) => pages[table](db, page), "single reads");
      for (const row of rows) this.#look(table, row);
      const { checked, total } = this.report;
      if (rows.length > 0) onProgress?.({ checked, total });
      after = rows.length < limit ? undefined : rows.at(-1)?.id;
    }
  }

  #look(table: SealedTable, row: StoredSeals): void {
    const reason = this.#refusal(table, row);
    const counts = this.#keys.get(row.keyId) ?? { opened: 0, unopened: 0 };
    this.#keys.set(row.keyId, counts);
    if (reason === undefined) counts.opened += 1;
    else {
      counts.unopened += 1;
      if (this.#unopened.length < mostNamed) this.#unopened.push({ table, id: row.id, keyId: row.keyId, reason });
    }
  }

  /** The code of the error with which a row does not open; undefined when it does. */
  #refusal(table: SealedTable, { id: rowId, generation, accessToken, refreshToken }: StoredSeals): string | undefined {
    try {
      for (const [kind, sealed] of [
        ["access_token", accessToken],
        ["refresh_token", refreshToken],
      ] as const)
        if (sealed !== null) open(this.#room.keyring, { table, rowId, kind, generation }, sealed).destroy();
      return undefined;
    } catch (error) {
      if (isHoldfastError(error)) return error.code;
      throw error;
    }
  }
}

function sum(keys: readonly SealsOfKey[], count: "opened" | "unopened"): number {
  return keys.reduce((total, key) => total + key[count], 0);
}
