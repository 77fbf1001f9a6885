// Fills an empty catalogue with sample records, so that the first look at the console shows something.
import { sampleRecords, sampleSize } from "@holdfast/sample-catalogue";
import type { Holdfast, RawRow, RecordMapping } from "holdfast";
import type { Printer } from "../print/printer.js";

const mapping: RecordMapping = {
  id: "id",
  title: "title",
  reference: "reference",
  family: "family",
  type: "type",
  year: "year",
  status: "status",
};

async function* rows(): AsyncGenerator<RawRow> {
  let line = 0;
  for (const record of sampleRecords()) {
    line += 1;
    const values = Object.entries(record).map(([name, value]) => [name, value === null ? undefined : String(value)]);
    yield { line, values: Object.fromEntries(values) as RawRow["values"] };
  }
}

/** Loads the sample when nothing is there; answers how many records were added. */
export async function loadSample({ catalogue }: Pick<Holdfast, "catalogue">, printer: Printer): Promise<number> {
  const page = await catalogue.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 1 });
  if (page.total > 0) return 0;
  const progress = printer.progress("Loading the sample catalogue", sampleSize);
  const report = await catalogue.import(rows(), { mapping, onProgress: ({ read }) => progress.update(read) });
  progress.finish();
  return report.inserted;
}
