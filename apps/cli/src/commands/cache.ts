// `holdfast cache`: tokens in memory: of a running server as it says itself, and compared with the database (TK-16, TK-18).
import type { Command } from "commander";
import type { CommandLine } from "../command.js";
import { addCacheReconciliation } from "./cache/reconcile.js";
import { addCacheStatus } from "./cache/status.js";
import { addCacheWarming } from "./cache/warm.js";

export function addCache(program: Command, line: CommandLine): void {
  const cache = program.command("cache").description("Tokens in memory, for operators.");
  for (const add of [addCacheStatus, addCacheWarming, addCacheReconciliation]) add(cache, line);
}
