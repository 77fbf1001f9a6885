// A session as its owner sees it in the list of devices.
import type { Session, TokenId } from "@holdfast/contract";
import type { IssuedToken } from "../tokens/index.js";

export function sessionOf(
  { id, createdAt, lastUsedAt, expiresAt, address, userAgent }: IssuedToken,
  current: TokenId | undefined,
): Session {
  return { id, current: id === current, createdAt, lastUsedAt: lastUsedAt ?? createdAt, expiresAt, address, userAgent };
}
