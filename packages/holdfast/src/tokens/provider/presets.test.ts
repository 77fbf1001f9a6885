// TK-23: every preset is complete, well-formed and usable with nothing but a client.
import { expect, test } from "vitest";
import { providerOf } from "./provider-options.js";
import { providerPresetSchema } from "./provider-preset.js";
import { presets, type PresetName } from "./presets.js";

const all = Object.entries(presets) as [PresetName, (typeof presets)[PresetName]][];
const parameters = { tenant: "common", domain: "example.okta.com", shop: "example.myshopify.com" };

test("[TK-23] there are presets for the well-known providers, each under a name and a title of its own", () => {
  expect(all.length).toBeGreaterThanOrEqual(25);
  expect(new Set(all.map(([, { displayName }]) => displayName)).size).toBe(all.length);
  for (const [name] of all) expect(name).toMatch(/^[a-z][a-z0-9]*$/);
});

test.each(all)("[TK-23] the preset %s is complete and well-formed", (_, preset) => {
  expect(providerPresetSchema.safeParse(preset).error).toBeUndefined();
  const { authorizationEndpoint, tokenEndpoint, scopeSeparator, defaultScopes, authorizationParameters } = preset;
  expect(authorizationEndpoint).not.toBe(tokenEndpoint);
  expect(defaultScopes.every((scope) => !scope.includes(scopeSeparator) && scope.trim() === scope)).toBe(true);
  // What every request has is never a matter of the preset.
  for (const key of ["client_id", "redirect_uri", "response_type", "state", "scope", "nonce", "code_challenge"])
    expect(authorizationParameters).not.toHaveProperty(key);
});

test.each(all)("[TK-23] the preset %s needs a client and at most the parameters that it names", (name) => {
  const provider = providerOf(name, { clientId: "a client", clientSecret: "a secret", parameters });
  for (const address of [
    provider.authorizationEndpoint,
    provider.tokenEndpoint,
    provider.issuer,
    provider.revocationEndpoint,
    provider.refreshEndpoint,
  ])
    expect(address === null || (URL.canParse(address) && !/[{}]/.test(address))).toBe(true);
});
