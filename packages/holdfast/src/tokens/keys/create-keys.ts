// The keys as operators see them: counted, rotated, retired; never shown (TK-08).
import { AuditRecorder } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { Keyring } from "../../security/index.js";
import { BackgroundRotation } from "./background-rotation.js";
import { type KeyCensus, takeCensus } from "./key-census.js";
import { type RetireOptions, retireKey } from "./retire-key.js";
import { type SealsReport, verifySeals, type VerifySealsOptions } from "./verify-seals.js";
import { type RotateOptions, rotateKeys, type RotationReport } from "./rotate-keys.js";

export interface Keys {
  /** Every key with the number of rows that need it. */
  census(): Promise<KeyCensus>;
  /** Seals everything anew under the current key. Can be stopped and called again; several may run. */
  rotate(options?: RotateOptions): Promise<RotationReport>;
  /** Opens every sealed row, counts by key, and names the rows that do not open. Changes nothing. */
  verify(options?: VerifySealsOptions): Promise<SealsReport>;
  /** Refuses (key_in_use) while a row needs the key; afterwards no process can write under it. */
  retire(id: string, options?: RetireOptions): Promise<KeyCensus>;
  /** The same rotation without waiting for it: for administrators' pages. Stop it before the database is closed. */
  readonly background: Pick<BackgroundRotation, "state" | "start" | "stop">;
}

export interface KeysOptions {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly audit?: AuditRecorder | undefined;
}

export function createKeys({ database, keyring, clock, audit = new AuditRecorder(clock) }: KeysOptions): Keys {
  const room = { database, keyring, clock, audit };
  return {
    census: () => takeCensus(room),
    rotate: (options) => rotateKeys(room, options),
    verify: (options) => verifySeals(room, options),
    retire: (id, options) => retireKey(room, id, options),
    background: new BackgroundRotation(room),
  };
}
