// What beginning, calling and ending a refresh share.
import type { FullName } from "../held/held-name.js";
import type { HeldInfoRow } from "../held/held-row.js";
import { foundNone, type HeldRoom } from "../held/held-room.js";
import { keyOfFull } from "../held/held-name.js";
import type { ProviderBook } from "../provider/index.js";
import type { RefreshPolicy } from "./refresh-policy.js";

export interface RefreshRoom {
  readonly held: HeldRoom;
  readonly book: ProviderBook;
  readonly policy: RefreshPolicy;
}

/** Memory follows a row that has nothing to serve any more. */
export function followNone(room: RefreshRoom, name: FullName, row: HeldInfoRow): void {
  const key = keyOfFull(name);
  room.held.cache.changed(key, row.generation);
  room.held.cache.keep(key, foundNone(room.held, key, name.provider, row));
}
