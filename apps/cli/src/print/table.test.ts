// Columns line up, and stored text cannot play with the terminal.
import { expect, it } from "vitest";
import { tableLines } from "./table.js";

const columns = [
  { title: "name", value: ({ name }: { name: string | null; count: number }) => name, most: 8 },
  { title: "count", value: ({ count }: { count: number }) => count, align: "right" },
] as const;

it("[DX-06] lines columns up, shortens what is long and marks what is absent", () => {
  const rows = [
    { name: "a", count: 5 },
    { name: "much too long", count: 12_345 },
    { name: null, count: 0 },
  ];
  expect(tableLines(columns, rows)).toEqual(["NAME      COUNT", "a             5", "much to…  12345", "-             0"]);
});

it("[SC-05] takes control characters out of stored text", () => {
  expect(tableLines(columns, [{ name: "\u001b[2J\nx\u202e", count: 1 }])[1]).toBe(" [2J x       1");
});
