// TK-23: how a preset, an issuer and single addresses go together, and what is refused.
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../security/index.js";
import { providerOf, type ProviderOptions } from "./provider-options.js";

const client = { clientId: "a client", clientSecret: "a secret of the client" } as const;

test("[TK-23] a provider of a well-known name has its preset, under another name when it is asked for", () => {
  expect(providerOf("github", client).tokenEndpoint).toBe("https://github.com/login/oauth/access_token");
  expect(providerOf("work", { ...client, preset: "github" })).toMatchObject({
    name: "work",
    displayName: "GitHub",
    errorInSuccess: true,
  });
});

test("[TK-23] an issuer of one's own takes the place of the preset's addresses", () => {
  const provider = providerOf("gitlab", { ...client, issuer: "https://git.example.org" });
  expect(provider).toMatchObject({
    issuer: "https://git.example.org",
    authorizationEndpoint: "",
    tokenEndpoint: "",
    revocationEndpoint: null,
  });
});

test("[TK-23] endpoints of one's own belong to no issuer of the preset", () => {
  const own = { authorizationEndpoint: "https://git.example.org/a", tokenEndpoint: "https://git.example.org/t" };
  expect(providerOf("gitlab", { ...client, ...own })).toMatchObject({ ...own, issuer: null, revocationEndpoint: null });
});

test.each<readonly [string, ProviderOptions, RegExp]>([
  ["nothing to reach it by", { ...client, preset: false }, /neither a preset, nor an issuer/],
  ["an address without https", { ...client, tokenEndpoint: "http://example.org/t" }, /https/],
  ["an open parameter", { ...client, preset: "microsoft" }, /parameters\.tenant/],
  [
    "a parameter that breaks out of its place",
    { ...client, preset: "okta", parameters: { domain: "evil.example/#" } },
    /parameters\.domain/,
  ],
  ["no client", { clientId: "" }, /clientId/],
])("[TK-23] %s is refused before anything is asked", (_, options, reason) => {
  expect(() => providerOf("mine", options)).toThrow(reason);
});

test("[TK-27] a client's secret is opaque from the moment it is configured, and in what refuses it", () => {
  expect(inspect(providerOf("github", client), { depth: 9 })).not.toContain(client.clientSecret);
  expect(providerOf("github", { ...client, clientSecret: Secret.of("x") }).clientSecret?.reveal()).toBe("x");
  expect(() => providerOf("github", { ...client, pkce: client.clientSecret as never })).toThrow(/^(?!.*a secret of the client)/);
});
