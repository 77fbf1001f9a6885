// The table of options: where values come from, what is refused and how it is said.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import { expect, it } from "vitest";
import { withTemporaryDirectory } from "../testing/temporary-directory.js";
import { describeOptions, loadOptions, type LoadOptions } from "./options.js";

const nowhere = { environment: {}, workingDirectory: "/nowhere" } as const;

function refusal(options: LoadOptions): HoldfastError {
  try {
    loadOptions(options);
  } catch (error) {
    if (error instanceof HoldfastError) return error;
    throw error;
  }
  throw new Error("The options were accepted.");
}

it("[OP-03] starts with defaults alone, and follows paths from the working directory", () => {
  const { options, sources, file, warnings } = loadOptions(nowhere);
  expect(options).toMatchObject({
    host: "127.0.0.1",
    port: 4280,
    shutdownDeadline: 10_000,
    recordsPerGroup: 50_000,
    groupsPerUser: 100,
  });
  expect(options.dataDirectory).toBe("/nowhere/.holdfast");
  expect(options.journalDirectory).toBe("/nowhere/.holdfast/journal");
  expect(options.sampleCatalogue).toBe(true);
  expect(sources.port).toBe("default");
  expect([file, warnings]).toEqual([undefined, []]);
  expect(Object.isFrozen(options)).toBe(true);
});

it("[OP-03] prefers flags to variables, variables to the file, the file to defaults", async () => {
  await withTemporaryDirectory(async (workingDirectory) => {
    await writeFile(
      join(workingDirectory, "holdfast.config.json"),
      JSON.stringify({ port: 1, poolSize: 2, host: "::1", openConsole: true }),
    );
    const { options, sources, file } = loadOptions({
      workingDirectory,
      environment: { HOLDFAST_PORT: "3", HOLDFAST_POOL_SIZE: "4", HOLDFAST_LOG_LEVEL: "" },
      flags: { port: "5", poolSize: undefined },
    });
    expect(options).toMatchObject({ port: 5, poolSize: 4, host: "::1", openConsole: true, logLevel: "info" });
    expect(sources).toMatchObject({ port: "flag", poolSize: "environment", host: "file", logLevel: "default" });
    expect(file).toBe(join(workingDirectory, "holdfast.config.json"));
  });
});

it("[OP-03] lets the other database logins follow DATABASE_URL, and then loads no sample records", () => {
  const databaseUrl = "postgres://a:b@db/holdfast";
  const { options } = loadOptions({
    ...nowhere,
    environment: { DATABASE_URL: databaseUrl, DATABASE_WORKER_URL: "postgres://w@db/holdfast" },
  });
  expect(options).toMatchObject({
    databaseRequestUrl: databaseUrl,
    databaseAdminUrl: databaseUrl,
    databaseWorkerUrl: "postgres://w@db/holdfast",
  });
  expect(options.sampleCatalogue).toBe(false);
});

it.each([
  ["shutdownDeadline", "30s", 30_000],
  ["shutdownDeadline", "1.5min", 90_000],
  ["shutdownDeadline", 250, 250],
  ["journalRetention", "7d", 604_800_000],
  ["journalBudgetBytes", "2GiB", 2_147_483_648],
  ["journalSegmentBytes", "65536", 65_536],
  ["secureCookies", "off", false],
  ["preparedStatements", false, false],
  ["publicOrigin", "https://Holdfast.example/", "https://holdfast.example"],
])("[OP-03] reads %s = %s", (name, value, expected) => {
  expect(loadOptions({ ...nowhere, flags: { [name]: value } }).options).toMatchObject({ [name]: expected });
});

it("[OP-03] names a bad option, its source, its value, what is expected, and an example", () => {
  const error = refusal({ ...nowhere, environment: { HOLDFAST_PORT: "80a" } });
  expect(error.code).toBe("configuration_invalid");
  expect(error.message).toBe(
    'The option port is not valid: the environment variable HOLDFAST_PORT is "80a". Expected a whole number from 0 to 65535. ' +
      "Set it like this: --port 8080, or HOLDFAST_PORT=8080.",
  );
  expect(error.details.fields).toEqual([{ path: "port", problem: "expected a whole number from 0 to 65535" }]);
});

it.each([
  ["port", 65_536],
  ["poolSize", "0"],
  ["logLevel", "loud"],
  ["shutdownDeadline", "10 fortnights"],
  ["journalBudgetBytes", "-1"],
  ["secureCookies", "perhaps"],
  ["publicOrigin", "https://holdfast.example/path"],
  ["publicOrigin", "holdfast.example"],
])("[OP-03] refuses %s = %s", (name, value) => {
  expect(refusal({ ...nowhere, flags: { [name]: value } }).message).toContain(`The option ${name} is not valid`);
});

it("[OP-03] [SC-05] never shows the value of a secret option", () => {
  const error = refusal({ ...nowhere, environment: { DATABASE_URL: "mysql://root:hunter2@db" } });
  expect(JSON.stringify([error.message, error.details])).not.toContain("hunter2");
  expect(error.message).toContain("the environment variable DATABASE_URL is a value that is not shown because it is secret");
});

it("[OP-03] refuses unknown keys of the file, and guesses what was meant", async () => {
  await withTemporaryDirectory(async (workingDirectory) => {
    const config = join(workingDirectory, "my.json");
    await writeFile(config, JSON.stringify({ prot: 1 }));
    const error = refusal({ environment: {}, workingDirectory, flags: { config: "my.json" } });
    expect(error.message).toContain(`${config} has the key "prot", which is no option. Did you mean "port"?`);
  });
});

it.each([
  ["{ port: 1 }", "it is not JSON"],
  ["[]", "does not hold a JSON object"],
])("[OP-03] refuses a file of %s", async (content, said) => {
  await withTemporaryDirectory(async (workingDirectory) => {
    await writeFile(join(workingDirectory, "holdfast.config.json"), content);
    expect(refusal({ environment: {}, workingDirectory }).message).toContain(said);
  });
});

it("[OP-03] refuses a named file that is not there", () => {
  expect(refusal({ ...nowhere, environment: { HOLDFAST_CONFIG: "gone.json" } }).message).toContain(
    "/nowhere/gone.json cannot be read",
  );
});

it("[OP-03] warns of HOLDFAST_ variables that are no options, and guesses what was meant", () => {
  const { warnings } = loadOptions({ ...nowhere, environment: { HOLDFAST_POTR: "1", HOLDFAST_TOKEN: "x", PATH: "/bin" } });
  expect(warnings).toEqual(["The environment variable HOLDFAST_POTR is no option and is ignored. Did you mean HOLDFAST_PORT?"]);
});

it.each([
  [{ recordsTitle: "name" }, "recordsTitle is set, but recordsTable is not."],
  [{ recordsTable: "public.documents" }, "recordsTable is set, but recordsTitle is not."],
  [{ databaseRequestUrl: "postgres://a@b/c" }, "A login of the database is set, but databaseUrl is not."],
])("[OP-03] [SE-16] refuses half of a pair: %j", (flags, said) => {
  expect(refusal({ ...nowhere, flags }).message).toContain(said);
});

it("[OP-03] describes every option with a flag, a variable, an example that is accepted and an explanation", () => {
  const described = describeOptions();
  expect(new Set(described.map(({ variable }) => variable)).size).toBe(described.length);
  expect(described.find(({ name }) => name === "statementTimeout")).toMatchObject({
    flag: "--statement-timeout",
    variable: "HOLDFAST_STATEMENT_TIMEOUT",
    placeholder: "time",
    fallback: "30s",
    secret: false,
  });
  const companions: Readonly<Record<string, string>> = {
    jwtAudience: "holdfast",
    alertWebhookSecret: "a secret",
    recordsTable: "documents",
    recordsTitle: "title",
    databaseUrl: "postgres://a@b/c",
  };
  for (const { name, example, explanation } of described) {
    expect(() => loadOptions({ ...nowhere, flags: { ...companions, [name]: example } }), name).not.toThrow();
    expect(explanation, name).toMatch(/^[A-Z].+\.$/);
  }
});

it("[LI-01] reads a limit as a number in a time, and says how when it is none", () => {
  const { options } = loadOptions({ ...nowhere, flags: { limitReads: "600/1min", limitSignIns: "5 / 1h" } });
  expect(options.limitReads).toEqual({ points: 600, windowMs: 60_000 });
  expect(options.limitSignIns).toEqual({ points: 5, windowMs: 3_600_000 });
  for (const wrong of ["600", "0/1min", "600/1 fortnight", "600/0s", "-1/1min"])
    expect(refusal({ ...nowhere, flags: { limitReads: wrong } }).message).toContain("such as 600/1min");
  const described = describeOptions().find(({ name }) => name === "limitReads");
  expect(described).toMatchObject({ fallback: "6000/1min", flag: "--limit-reads", variable: "HOLDFAST_LIMIT_READS" });
});
