// Writes a month of the trail to a compressed file before retention removes it; its digest goes into the chain.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database, Queryable } from "../../database/index.js";
import { lockTrailShape } from "../sql/lock-trail-shape.js";
import { pageAuditMonth } from "../sql/page-audit-month.js";

export interface MonthArchive {
  /** `audit-2026-01.jsonl.gz`: one row of the trail per line, in the order of time, each with its leaf hash. */
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the file, in hex. The seal of the removal repeats it. */
  readonly sha256: string;
}

const pageSize = 2000;

/** The file and beside it `….manifest.json`. Both are complete and on disk when this resolves; an earlier try is replaced. */
export async function archiveMonth(
  database: Pick<Database, "asSystem">,
  month: string,
  directory: string,
): Promise<MonthArchive> {
  await mkdir(directory, { recursive: true });
  const file = `audit-${month}.jsonl.gz`;
  const path = join(directory, file);
  const tally = { rows: 0, bytes: 0 };
  const digest = createHash("sha256");
  const measure = new Transform({
    transform: (piece: Buffer, _, done) => {
      digest.update(piece);
      tally.bytes += piece.length;
      done(null, piece);
    },
  });
  await database.asSystem(async (db) => {
    await lockTrailShape(db);
    const lines = linesOf(db, month, (rows) => void (tally.rows += rows));
    await pipeline(Readable.from(lines), createGzip(), measure, createWriteStream(`${path}.part`));
  }, "repeatable read read only");
  await syncFile(`${path}.part`);
  await rename(`${path}.part`, path);
  const archive = { file, ...tally, sha256: digest.digest("hex") };
  const manifest = `${path.slice(0, -".jsonl.gz".length)}.manifest.json`;
  await writeFile(`${manifest}.part`, `${JSON.stringify({ month, ...archive }, null, 2)}\n`, { flush: true });
  await rename(`${manifest}.part`, manifest);
  await syncFile(directory);
  return archive;
}

async function* linesOf(db: Queryable, month: string, onRows: (rows: number) => void): AsyncGenerator<string> {
  let after: { readonly at: string; readonly id: number } | undefined;
  for (let more = true; more;) {
    const rows = await pageAuditMonth(db, { month, after, limit: pageSize });
    if (rows.length > 0) yield rows.map(({ line }) => `${line}\n`).join("");
    onRows(rows.length);
    after = rows.at(-1);
    more = rows.length === pageSize;
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
