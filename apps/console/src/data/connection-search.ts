// What the address of the connections page says after a provider has sent the browser back.
import type { ConnectionProblem } from "@holdfast/contract";
import { isProblem } from "./connection-words.js";

export interface ConnectionSearch {
  readonly connected?: string;
  readonly problem?: ConnectionProblem;
  readonly provider?: string;
}

const nameOf = (value: unknown): string | undefined =>
  typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/.test(value) ? value : undefined;

export function connectionSearchOf(raw: Readonly<Record<string, unknown>>): ConnectionSearch {
  const [connected, provider] = [nameOf(raw["connected"]), nameOf(raw["provider"])];
  return {
    ...(connected === undefined ? {} : { connected }),
    ...(isProblem(raw["problem"]) ? { problem: raw["problem"] } : {}),
    ...(provider === undefined ? {} : { provider }),
  };
}
