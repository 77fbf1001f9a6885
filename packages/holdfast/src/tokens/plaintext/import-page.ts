// Takes one page of plaintext rows over: copies, reads back and compares, and wipes the source when that is wanted (TK-09).
import { isHoldfastError, type TokenId } from "@holdfast/contract";
import type { AuditActor, AuditRecorder } from "../../audit/index.js";
import type { Database, Queryable } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { equalBytes, type Keyring, open } from "../../security/index.js";
import { keyOfFull } from "../held/held-name.js";
import { sealColumn, secretBinding, type SecretColumn } from "../held/held-seal.js";
import type { ImportTally } from "./import-report.js";
import { fingerprintOf, hasFingerprint, isEmpty, type PlainRow, type TokenRow, tokenRowOf } from "./plain-row.js";
import { findImportPlaces, type ImportPlace } from "./sql/find-import-places.js";
import { insertImportedTokens } from "./sql/insert-imported-tokens.js";
import { markVerified, markWiped } from "./sql/move-import-markers.js";
import { type ImportedSecrets, readImportedTokens } from "./sql/read-imported-tokens.js";
import { type Marker, saveImportMarkers } from "./sql/save-import-markers.js";
import type { PlainSource } from "./table-source.js";

export interface ImportRoom {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly audit: AuditRecorder;
  /** Memory follows: what was absent under this key is there now. */
  readonly follow: (key: string, generation: number) => void;
}

export interface PageRequest {
  readonly source: PlainSource;
  readonly dryRun: boolean;
  readonly wipe: boolean;
  readonly actor: AuditActor;
  readonly tally: ImportTally;
}

/** A row with its marker: it is copied, and perhaps not verified yet. */
interface Copied {
  readonly row: TokenRow;
  readonly marker: Marker;
  readonly isVerified: boolean;
}

export async function importPage(room: ImportRoom, request: PageRequest, page: readonly PlainRow[]): Promise<void> {
  const { source, dryRun, wipe, tally } = request;
  tally.add("read", page.length);
  const rows = legible(page, tally);
  const { fresh, copied } = await room.database.asSystem(async (db) =>
    sort(rows, await findImportPlaces(db, source.name, rows), tally),
  );
  if (dryRun) return tally.add("copied", fresh.length);
  const added = fresh.length === 0 ? [] : await room.database.asSystem((db) => copy(room, db, request, fresh));
  for (const { row, marker } of added) room.follow(keyOfFull({ ...row, tenantId: null }), marker.generation);
  const waiting = [...copied.filter(({ isVerified }) => !isVerified), ...added];
  const verified = waiting.length === 0 ? [] : await room.database.asSystem((db) => verify(room, db, request, waiting));
  if (wipe) await wipeAll(room, request, page, [...copied.filter(({ isVerified }) => isVerified), ...verified]);
}

function legible(page: readonly PlainRow[], tally: ImportTally): readonly TokenRow[] {
  return page.flatMap((row) => {
    // An earlier run may have wiped it.
    if (isEmpty(row)) return (tally.add("already", 1), []);
    const read = tokenRowOf(row);
    if (typeof read !== "string") return [read];
    tally.leave("refused", row.key, read);
    return [];
  });
}

/** Which rows are new, and which were copied before. */
function sort(
  rows: readonly TokenRow[],
  places: readonly ImportPlace[],
  tally: ImportTally,
): { readonly fresh: TokenRow[]; readonly copied: Copied[] } {
  const placeOf = new Map(places.map((place) => [place.key, place]));
  const sorted: { fresh: TokenRow[]; copied: Copied[] } = { fresh: [], copied: [] };
  for (const row of rows) {
    const place = placeOf.get(row.key);
    const marked = place === undefined ? undefined : markedOf(row, place);
    if (place?.userKnown !== true) tally.leave("refused", row.key, "there is no such user");
    else if (marked !== undefined) {
      if (hasFingerprint(row, marked.marker)) {
        tally.add("already", 1);
        sorted.copied.push(marked);
      } else tally.leave("superseded", row.key, "the source has changed since it was copied; put the newer token");
    } else if (place.heldId === null) sorted.fresh.push(row);
    else tally.leave("kept", row.key, "a token of this name is held already");
  }
  return sorted;
}

function markedOf(row: TokenRow, { key, state, tokenId, generation, salt, digest }: ImportPlace): Copied | undefined {
  if (state === null || tokenId === null || generation === null || salt === null || digest === null) return undefined;
  return { row, marker: { key, tokenId, generation, salt, digest }, isVerified: state !== "copied" };
}

async function copy(
  room: ImportRoom,
  db: Queryable,
  { source, actor, tally }: PageRequest,
  rows: readonly TokenRow[],
): Promise<readonly Copied[]> {
  const { keyring, clock, audit } = room;
  const at = clock.timestamp();
  const sealed = rows.map((row) => {
    const place = { id: clock.uuid() as TokenId, generation: 1 };
    const sealedRefresh = row.refreshToken === null ? null : sealColumn(keyring, place, "refresh_token", row.refreshToken);
    return { ...row, id: place.id, sealedAccess: sealColumn(keyring, place, "access_token", row.accessToken), sealedRefresh };
  });
  const kept = new Set(await insertImportedTokens(db, sealed, { keyId: keyring.currentId, at }));
  for (const { id, key } of sealed) if (!kept.has(id)) tally.leave("kept", key, "a token of this name is held already");
  const copied = sealed
    .filter(({ id }) => kept.has(id))
    .map((row): Copied => ({
      row,
      isVerified: false,
      marker: { key: row.key, tokenId: row.id, generation: 1, ...fingerprintOf(row) },
    }));
  await saveImportMarkers(
    db,
    source.name,
    copied.map(({ marker }) => marker),
    at,
  );
  const notes = copied.map(({ row: { userId, provider }, marker: { tokenId } }) => ({
    action: "held_token_put" as const,
    userId,
    tokenId,
    metadata: { provider, generation: 1, importedFrom: source.name },
  }));
  await audit.record(db, actor, ...notes);
  tally.add("copied", copied.length);
  return copied;
}

/** What is in the database is opened and compared with what the source said. */
async function verify(
  { keyring, clock }: ImportRoom,
  db: Queryable,
  { source, tally }: PageRequest,
  rows: readonly Copied[],
): Promise<readonly Copied[]> {
  const held = new Map(
    (
      await readImportedTokens(
        db,
        rows.map(({ marker }) => marker.tokenId),
      )
    ).map((token) => [token.id, token]),
  );
  const verified = rows.filter(({ row, marker }) => {
    const token = held.get(marker.tokenId);
    // It was refreshed or revoked since: what was copied did its service, and is in nobody's way.
    if (token === undefined || token.generation > marker.generation) return true;
    const isRight =
      matches(keyring, token, "access_token", row.accessToken) && matches(keyring, token, "refresh_token", row.refreshToken);
    if (!isRight) tally.leave("refused", row.key, "what was kept does not open to what the source says");
    return isRight;
  });
  await markVerified(db, { source: source.name, keys: verified.map(({ marker }) => marker.key), at: clock.timestamp() });
  tally.add("verified", verified.length);
  return verified;
}

function matches(keyring: Keyring, token: ImportedSecrets, column: SecretColumn, expected: string | null): boolean {
  const sealed = column === "access_token" ? token.accessToken : token.refreshToken;
  if (sealed === null || expected === null) return sealed === null && expected === null;
  try {
    const secret = open(keyring, secretBinding(token, column), sealed);
    const [opened, plain] = [secret.revealBytes(), Buffer.from(expected, "utf8")];
    const isEqual = equalBytes(opened, plain);
    for (const bytes of [opened, plain]) bytes.fill(0);
    secret.destroy();
    return isEqual;
  } catch (error) {
    if (isHoldfastError(error)) return false;
    throw error;
  }
}

/** First the source, then the marker: after a crash in between the source is found empty. */
async function wipeAll(
  { database, clock }: ImportRoom,
  { source, tally }: PageRequest,
  page: readonly PlainRow[],
  rows: readonly Copied[],
): Promise<void> {
  const markers = new Map(rows.map(({ marker }) => [marker.key, marker]));
  const isAsVerified = (row: PlainRow): boolean => {
    const marker = markers.get(row.key);
    return marker !== undefined && row.accessToken !== null && hasFingerprint({ ...row, accessToken: row.accessToken }, marker);
  };
  const verified = page.filter(({ key }) => markers.has(key));
  const wiped = verified.length === 0 ? [] : ((await source.wipe?.(verified, isAsVerified)) ?? []);
  const emptied = page.filter(isEmpty).map(({ key }) => key);
  await database.asSystem((db) => markWiped(db, { source: source.name, keys: [...wiped, ...emptied], at: clock.timestamp() }));
  tally.add("wiped", wiped.length);
}
