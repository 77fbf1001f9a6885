// PF-12: a record selected over HTTP, acknowledged when it is durable, beside a handler that inserts state and trail.
import type { Bench, Claim } from "./claim.js";
import { gather } from "./http/cast.js";
import { load, type Program, type ServerProcess } from "./http/server-process.js";
import { sideBySide } from "./side-by-side.js";
import { onStage } from "./stage.js";
import type { HttpSize } from "./pf-11-http-read.js";

export async function measureSelects(bench: Bench, program: Program, { connections, seconds }: HttpSize): Promise<void> {
  await onStage(async (stage) => {
    const cast = await gather(stage, program, { users: 100, selected: 20 });
    const recordIds = await stage.addRecords(5000);
    const tokens = cast.people.map(({ token }) => token);
    const waits: Record<"ours" | "sql", number[]> = { ours: [], sql: [] };
    const measure = async (name: "ours" | "sql", server: ServerProcess, path: string): Promise<number> => {
      const result = await load(program, { url: server.url + path, connections, seconds, tokens, recordIds });
      if (result.failed > 0) throw new Error(`${result.failed} operations at ${path} were not answered well.`);
      waits[name].push(result.p99);
      // The other one shall not pay for what is still on its way into the database.
      await server.settle();
      return result.perSecond;
    };
    const { ours, sql } = await sideBySide(bench, {
      ours: () => measure("ours", cast.ours, "/api/v1/operations"),
      sql: () => measure("sql", cast.sql, "/operations"),
    });
    const row = { id: "PF-12", peerName: "Fastify, INSERT + audit" };
    const what = `select one record, ${connections} connections`;
    bench.add({ ...row, case: what, unit: "/s", ours, peer: sql, goal: "≥5" });
    bench.add({ ...row, case: `${what}, p99`, unit: "ms", ours: waits.ours, peer: waits.sql, goal: "≤0.35" });
    await cast.stop();
  });
}

export const httpSelect: Claim = {
  id: "PF-12",
  name: "http-select",
  purpose: "a record selected over HTTP and acknowledged durable, 100 connections",
  run: (bench) => measureSelects(bench, "built", { connections: 100, seconds: 3 }),
};
