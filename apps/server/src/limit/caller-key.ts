// Whose window a request uses up: the user's, or for nobody in particular the address's.
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import type { UserId } from "@holdfast/contract";

/** One household or machine holds at least a /64 of IPv6: single addresses in it are free to change. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const whole = [...groups, ...Array.from({ length: zeros }, () => "0"), ...rest];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

export function callerKey(userId: UserId | undefined, address: string | undefined): string {
  return userId === undefined ? `address:${address === undefined ? "unknown" : network(address)}` : `user:${userId}`;
}

/** The account that somebody tries to get into, whether it exists or not. The address itself is kept nowhere. */
export function accountKey(email: string): string {
  return `email:${createHash("sha256").update(email.trim().toLowerCase()).digest("base64url")}`;
}
