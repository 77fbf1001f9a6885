// TK-03: kinds are declared, and a declaration that cannot hold is refused at the start.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTemporaryDirectory } from "../testing/index.js";
import { kindsFromFile } from "./kinds-file.js";
import { type KindOptions, Kinds } from "./kinds.js";

const day = 86_400_000;

test("[TK-03] sessions, password resets and e-mail verifications are built in", () => {
  const kinds = new Kinds();
  expect(kinds.policy("session")).toMatchObject({ prefix: "hfs", idle: 14 * day, lifetime: 90 * day, singleUse: false });
  expect(kinds.policy("password_reset")).toMatchObject({
    prefix: "hfp",
    lifetime: day / 24,
    singleUse: true,
    boundToAddress: true,
    trust: 0,
  });
  expect(kinds.policy("email_verification")).toMatchObject({
    prefix: "hfv",
    lifetime: day,
    singleUse: true,
    boundToAddress: true,
  });
});

test("[TK-03] applications add their own kinds and change the built-in ones", () => {
  const kinds = new Kinds({ invitation: { prefix: "inv", lifetime: 7 * day, singleUse: true }, session: { idle: day } });
  expect(kinds.policy("invitation")).toMatchObject({ singleUse: true, trust: 0 });
  expect(kinds.policy("session")).toMatchObject({ prefix: "hfs", idle: day, lifetime: 90 * day });
  expect(kinds.shortestIdle).toBe(day);
});

test("[TK-03] an unknown kind is refused", () => {
  expect(() => new Kinds().policy("sesion")).toThrow(expect.objectContaining({ code: "unknown_kind" }));
});

test.each<[string, string, Partial<KindOptions>]>([
  ["no prefix", "own", { lifetime: day }],
  ["a prefix that is taken", "own", { prefix: "hfs", lifetime: day }],
  ["a prefix that scanners cannot find", "own", { prefix: "A", lifetime: day }],
  ["no lifetime", "own", { prefix: "own" }],
  ["a lifetime of no time", "own", { prefix: "own", lifetime: 0 }],
  ["an idle limit beyond its lifetime", "own", { prefix: "own", lifetime: day, idle: 2 * day }],
  ["single use with an idle limit", "own", { prefix: "own", lifetime: day, idle: day, singleUse: true }],
  ["a misspelt option", "own", { prefix: "own", lifetime: day, singleuse: true } as Partial<KindOptions>],
  ["a name that is none", "Own Kind", { prefix: "own", lifetime: day }],
])("[TK-03] %s is refused", (_, kind, options) => {
  expect(() => new Kinds({ [kind]: options })).toThrow(expect.objectContaining({ code: "configuration_invalid" }));
});

const fromText = (text: string): Promise<unknown> =>
  withTemporaryDirectory(async (directory) => {
    const path = join(directory, "kinds.json");
    await writeFile(path, text);
    return kindsFromFile(path);
  });

test("[TK-03] a file declares kinds as the option does, and a bad declaration is refused by name", async () => {
  const kinds = { invitation: { prefix: "inv", lifetime: 7 * day, singleUse: true }, session: { idle: day } };
  expect(await fromText(JSON.stringify(kinds))).toEqual(kinds);
  for (const [text, problem] of [
    ["{", "it is not JSON"],
    ["[1]", "not an object of objects"],
    ['{"invitation": {"lifetime": 1}}', '"invitation"'],
  ] as const)
    await expect(fromText(text)).rejects.toMatchObject({
      code: "configuration_invalid",
      message: expect.stringContaining(problem) as unknown,
    });
  await expect(kindsFromFile("/nowhere/kinds.json")).rejects.toMatchObject({ code: "configuration_invalid" });
});
