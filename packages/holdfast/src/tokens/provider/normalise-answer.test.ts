// TK-22: the answers of providers that have words of their own, as the OAuth library will read them.
import { expect, test } from "vitest";
import { normaliseAnswer } from "./normalise-answer.js";
import { providerOf } from "./provider-options.js";

const slack = providerOf("slack", { clientId: "a client" });
const google = providerOf("google", { clientId: "a client" });

async function read(provider: typeof slack, status: number, body: object, keepsIdToken = false) {
  const answer = new Response(null, { status, headers: { "content-type": "text/plain" } });
  const { response, extras } = normaliseAnswer(provider, answer, JSON.stringify(body), keepsIdToken);
  return { status: response.status, body: (await response.json()) as unknown, extras };
}

test("[TK-22] an error with status 200 becomes an error, in standard words where they are known", async () => {
  expect(await read(slack, 200, { ok: false, error: "token_revoked" })).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
  expect(await read(slack, 200, { ok: false, error: "odd" })).toMatchObject({ status: 400, body: { error: "odd" } });
});

test("[TK-22] a description is left out: some repeat the token in it", async () => {
  const { body } = await read(google, 400, { error: "invalid_grant", error_description: "Bad refresh token 1//abc" });
  expect(body).toEqual({ error: "invalid_grant" });
});

test("[TK-22] types, numbers in text, lists of scopes and empty refresh tokens are put right", async () => {
  const answer = { access_token: "a", token_type: "bot", expires_in: "3600", scope: "chat:write,users:read", refresh_token: "" };
  expect(await read(slack, 201, { ok: true, ...answer })).toEqual({
    status: 200,
    body: { ok: true, access_token: "a", token_type: "bearer", expires_in: 3600, scope: "chat:write users:read" },
    extras: { tokenType: "bot" },
  });
  expect((await read(google, 200, { access_token: "a", scope: ["one", "two"] })).body).toMatchObject({ scope: "one two" });
});

test("[TK-22] an id token that nobody asks for cannot fail a refresh", async () => {
  const answer = { access_token: "a", id_token: "not even a token" };
  expect((await read(google, 200, answer)).body).not.toHaveProperty("id_token");
  expect((await read(google, 200, answer, true)).body).toHaveProperty("id_token");
});

test("[TK-22] how long a refresh token lives is heard in the words of several providers", async () => {
  for (const key of ["refresh_token_expires_in", "refresh_expires_in", "x_refresh_token_expires_in"])
    expect((await read(google, 200, { access_token: "a", [key]: 60 })).extras).toMatchObject({ refreshExpiresIn: 60 });
});
