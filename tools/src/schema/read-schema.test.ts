// The dump is grouped for readers, and the same whatever the order of creation was.
import { expect, it } from "vitest";
import { printSchema } from "./read-schema.js";

it("prints what belongs to one object under one heading", () => {
  const text = printSchema([
    { subject: "table a", text: "create table a ();" },
    { subject: "table b", text: "create table b ();" },
    { subject: "table a", text: "create index on a;\n" },
  ]);
  expect(text.split("\n").slice(2)).toEqual([
    "-- table a",
    "create table a ();",
    "create index on a;",
    "",
    "-- table b",
    "create table b ();",
    "",
  ]);
});
