// From where a change was asked for, under an id that is a hash of itself: erasable, but not alterable in silence (AU-06).
import { createHash } from "node:crypto";
import { isIP, SocketAddress } from "node:net";
import type { TokenId, UserId } from "@holdfast/contract";

/** The caller's side of a change. */
export interface ContextOrigin {
  readonly userId: UserId | null;
  readonly sessionId?: TokenId | null | undefined;
  readonly address?: string | null | undefined;
  readonly userAgent?: string | null | undefined;
}

/** One row of `holdfast.audit_context`. */
export interface AuditContext {
  /** The first 16 bytes of SHA-256 over salt and contents, written as a UUID. */
  readonly id: string;
  readonly userId: UserId | null;
  readonly sessionId: TokenId | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly salt: Buffer;
  /** When it was seen first; ISO 8601 with microseconds. */
  readonly at: string;
}

type Contents = Omit<AuditContext, "id">;

const longestAgent = 1024;

/** The context of an origin. `salt` is 16 random bytes: without it a small address space could be tried out after erasure. */
export function contextOf(origin: ContextOrigin, salt: Buffer, at: string): AuditContext {
  const contents: Contents = {
    userId: origin.userId,
    sessionId: origin.sessionId ?? null,
    address: canonicalAddress(origin.address ?? null),
    // PostgreSQL keeps no NUL in text.
    userAgent: origin.userAgent?.slice(0, longestAgent).replaceAll("\0", "") ?? null,
    salt,
    at,
  };
  return Object.freeze({ id: idOf(contents), ...contents });
}

/** Whether a row is what was written: its id is the hash of its contents. */
export function verifyContext(row: AuditContext): boolean {
  return idOf({ ...row, address: canonicalAddress(row.address) }) === row.id;
}

/** One text per address, the same before and after PostgreSQL's inet; null for what is none. */
export function canonicalAddress(address: string | null): string | null {
  const bare = address?.replace(/%.*$|\/(?:32|128)$/, "") ?? "";
  const family = isIP(bare);
  if (family === 0) return null;
  return new SocketAddress({ address: bare, family: family === 4 ? "ipv4" : "ipv6" }).address;
}

// Each field is preceded by its length, and null by -1, so that no two contents share their bytes.
function idOf({ userId, sessionId, address, userAgent, salt, at }: Contents): string {
  const hash = createHash("sha256").update("holdfast/audit-context/v1").update(salt);
  for (const field of [userId, sessionId, address, userAgent, at]) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : Buffer.byteLength(field));
    hash.update(length).update(field ?? "");
  }
  return hash
    .digest("hex")
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
