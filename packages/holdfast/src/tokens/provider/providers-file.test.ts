// TK-23: providers from a file, and what is said of a file that does not serve.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTemporaryDirectory } from "../../testing/index.js";
import { providersFromFile } from "./providers-file.js";

const secret = "a-very-secret-client-secret";

function read(text: string): Promise<unknown> {
  return withTemporaryDirectory(async (directory) => {
    const path = join(directory, "providers.json");
    await writeFile(path, text);
    return providersFromFile(path);
  });
}

test("[TK-23] a file names providers as the option does", async () => {
  const providers = {
    github: { clientId: "a", clientSecret: secret },
    mine: { clientId: "b", issuer: "https://login.example.org" },
  };
  expect(await read(JSON.stringify(providers))).toEqual(providers);
});

test.each([
  ["nonsense", `{"github": {"clientSecret": "${secret}"`, /it is not JSON/],
  ["a list", `["${secret}"]`, /not an object of objects/],
  ["a provider without a client", `{"github": {"clientSecret": "${secret}"}}`, /"github".*clientId/],
  ["an option that is none", `{"github": {"clientId": "a", "secret": "${secret}"}}`, /"github".*secret/],
])("[TK-23] %s is refused by name, and nothing of the file is repeated", async (_, text, problem) => {
  const failure = await read(text).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: "configuration_invalid", message: expect.stringMatching(problem) as unknown });
  expect(String(failure)).not.toContain(secret);
});

test("[TK-23] a file that is not there is a matter of configuration", async () => {
  await expect(providersFromFile("/nowhere/providers.json")).rejects.toMatchObject({ code: "configuration_invalid" });
});
