// `holdfast records search`, `show` and `history`: the catalogue as a signed-in user sees it, on a running server.
import {
  type CatalogueRecord,
  HoldfastError,
  type RecordFacets,
  type RecordHistoryEntry,
  recordSortSchema,
} from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addFilterFlags, filterOf } from "../../input/record-filter.js";
import { readIds } from "../../input/record-ids.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

export function addRecordSearch(records: Command, line: CommandLine): void {
  const search = addFilterFlags(
    addServerFlag(records.command("search").description("List records, or count them by their values.")),
  )
    .option("--sort <field>", "title, family, type, year or status (default: title)")
    .option("--descending", "the last first")
    .option("--limit <count>", "at most so many (default: 100)")
    .option("--facets", "count what matches by family, type, status and year instead");
  addExamples(search, [
    ["holdfast records search --text education --sort year --descending", "The newest first"],
    ["holdfast records search --text education --facets", "How many of which family, type, status and year"],
    ["holdfast records search --text education --json | jq -r .id", "Ids, for `holdfast selections select`"],
  ]);
  onAction(search, line, (invocation) =>
    invocation.flags["facets"] === true ? countRecords(invocation) : searchRecords(invocation),
  );

  const show = addServerFlag(records.command("show").description("Show one record.")).argument("<record>", "its id");
  addExamples(show, [["holdfast records show 9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40", "What the catalogue says of it"]]);
  onAction(show, line, showRecord);

  const history = addServerFlag(
    records.command("history").description("Show what happened to a record in your groups, newest first."),
  )
    .argument("<record>", "its id")
    .option("--limit <count>", "at most so many (default: 50)");
  addExamples(history, [["holdfast records history 9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40", "Who put it where, and when"]]);
  onAction(history, line, showHistory);
}

const recordColumns: readonly Column<CatalogueRecord>[] = [
  { title: "id", value: ({ id }) => id },
  { title: "title", value: ({ title, withdrawnAt }) => (withdrawnAt === null ? title : `${title} (withdrawn)`), most: 60 },
  { title: "reference", value: ({ reference }) => reference, most: 24 },
  { title: "year", value: ({ year }) => year, align: "right" },
  { title: "family", value: ({ family }) => family, most: 30 },
];
const pageSize = 1000;

function sortOf({ flags }: Invocation) {
  const given = flags["sort"] ?? "title";
  const parsed = recordSortSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: `Records cannot be sorted by ${JSON.stringify(given)}.`,
    action: `Give one of ${recordSortSchema.options.join(", ")}.`,
  });
}

async function searchRecords(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const most = wholeNumberOf("--limit", flags["limit"]) ?? 100;
  const asked = { ...filterOf(flags), sort: sortOf(invocation), order: flags["descending"] === true ? "desc" : "asc" } as const;
  const client = await signedInClient(invocation);
  const found: CatalogueRecord[] = [];
  let total = most;
  while (found.length < Math.min(most, total)) {
    const query = { ...asked, offset: found.length, limit: Math.min(pageSize, most - found.length) };
    const page = await client.call("searchRecords", { query });
    total = page.total;
    found.push(...page.items);
    if (page.items.length === 0) break;
  }
  if (printer.isJson) for (const record of found) printer.result(record, () => "");
  else printer.result({}, () => (found.length === 0 ? "No record matches." : tableLines(recordColumns, found)));
  if (found.length < total)
    printer.note(`${found.length.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}; --limit shows more.`);
}

interface FacetRow {
  readonly facet: string;
  readonly value: string;
  readonly count: number;
}

const facetColumns: readonly Column<FacetRow>[] = [
  { title: "facet", value: ({ facet }) => facet },
  { title: "value", value: ({ value }) => value, most: 60 },
  { title: "records", value: ({ count }) => count, align: "right" },
];

const facetRows = (facets: RecordFacets): readonly FacetRow[] =>
  Object.entries(facets).flatMap(([facet, counts]) => counts.map(({ value, count }) => ({ facet, value, count })));

async function countRecords(invocation: Invocation): Promise<void> {
  const { flags, printer } = invocation;
  const facets = await (await signedInClient(invocation)).call("recordFacets", { query: filterOf(flags) });
  const rows = facetRows(facets);
  if (printer.isJson) for (const row of rows) printer.result(row, () => "");
  else printer.result({}, () => (rows.length === 0 ? "No record matches." : tableLines(facetColumns, rows)));
}

async function showRecord(invocation: Invocation): Promise<void> {
  const [id] = readIds(invocation.args.slice(0, 1));
  const record = await (await signedInClient(invocation)).call("getRecord", { params: { id: id ?? "" } });
  const facts = Object.entries(record).filter(([, value]) => value !== null);
  const columns: readonly Column<(typeof facts)[number]>[] = [
    { title: "field", value: ([field]) => field },
    { title: "value", value: ([, value]) => value, most: 120 },
  ];
  invocation.printer.result(record, () => tableLines(columns, facts));
}

type Happened = RecordHistoryEntry & { readonly group: string };

const historyColumns: readonly Column<Happened>[] = [
  { title: "when", value: ({ at }) => moment(at) },
  { title: "group", value: ({ group }) => group, most: 40 },
  { title: "version", value: ({ version }) => version, align: "right" },
  { title: "change", value: ({ change }) => change },
  { title: "by", value: ({ action }) => action },
];

async function showHistory(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const most = wholeNumberOf("--limit", flags["limit"]) ?? 50;
  const [id] = readIds(args.slice(0, 1));
  const client = await signedInClient(invocation);
  const { groups } = await client.call("listGroups", {});
  const names = new Map(groups.map((group) => [group.id, group.name]));
  const entries: Happened[] = [];
  let before: string | undefined;
  do {
    const query = { limit: Math.min(200, most - entries.length), ...(before === undefined ? {} : { before }) };
    const page = await client.call("recordHistory", { params: { id: id ?? "" }, query });
    entries.push(...page.entries.map((entry) => ({ ...entry, group: names.get(entry.groupId) ?? entry.groupId })));
    before = page.next ?? undefined;
  } while (before !== undefined && entries.length < most);
  if (printer.isJson) for (const entry of entries) printer.result(entry, () => "");
  else
    printer.result({}, () =>
      entries.length === 0 ? "Nothing has happened to it in your groups." : tableLines(historyColumns, entries),
    );
}
