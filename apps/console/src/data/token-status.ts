// The state of a connection as people need it: "expiring soon" is told apart from "active".
import type { HeldTokenInfo } from "@holdfast/contract";

export type ConnectionStatus = "active" | "expiring" | "expired" | "reconnect_required" | "revoked";

const soon = 60 * 60 * 1000;

/** A token that ends within the hour, or has ended unnoticed, is named so before the server does. */
export function connectionStatus(token: Pick<HeldTokenInfo, "status" | "expiresAt">, now: number): ConnectionStatus {
  if (token.status !== "active") return token.status;
  const left = token.expiresAt === null ? Infinity : Date.parse(token.expiresAt) - now;
  if (left <= 0) return "expired";
  return left < soon ? "expiring" : "active";
}

export const statusWords: Readonly<Record<ConnectionStatus, string>> = {
  active: "Active",
  expiring: "Expiring soon",
  expired: "Expired",
  reconnect_required: "Reconnect required",
  revoked: "Revoked",
};
