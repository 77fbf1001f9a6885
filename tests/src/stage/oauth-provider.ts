// A certified OAuth server with pages of its own, at which people of the tests connect accounts in a real browser.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Provider } from "oidc-provider";
import type { Page } from "playwright-core";

const clientId = "holdfast-console";
const clientSecret = "the secret of the console's client";

export interface OAuthProvider {
  /** As `{ [name]: options }` in a file of providers. */
  readonly options: object;
  /** How many of its refresh tokens still work, and how many there ever were. */
  refreshTokens(): { readonly live: number; readonly issued: number };
  close(): Promise<void>;
}

/** It rotates refresh tokens, demands PKCE, and sends people back to this server alone. */
export async function startOAuthProvider(consoleUrl: string): Promise<OAuthProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${consoleUrl}/api/v1/connections/callback`],
        grant_types: ["authorization_code", "refresh_token"],
        application_type: "native",
      },
    ],
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    issueRefreshToken: () => true,
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    ttl: { AccessToken: 3600, RefreshToken: 14 * 24 * 3600, Grant: 14 * 24 * 3600, Interaction: 600, Session: 3600 },
  });
  const live = new Set<string>();
  let issued = 0;
  provider.on("refresh_token.saved", ({ jti }) => {
    issued += live.has(jti) ? 0 : 1;
    live.add(jti);
  });
  provider.on("refresh_token.consumed", ({ jti }) => void live.delete(jti));
  provider.on("refresh_token.destroyed", ({ jti }) => void live.delete(jti));
  server.on("request", provider.callback());
  return {
    options: {
      clientId,
      clientSecret,
      preset: false,
      displayName: "The test provider",
      issuer,
      scopes: ["openid", "offline_access"],
      authorizationParameters: { prompt: "consent" },
    },
    refreshTokens: () => ({ live: live.size, issued }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Where the providers of a server are written down; answers the environment that tells it. */
export async function providersFile(directory: string, providers: Readonly<Record<string, object>>) {
  const path = join(directory, "providers.json");
  await writeFile(path, JSON.stringify(providers));
  return { HOLDFAST_PROVIDERS_FILE: path };
}

/** Signs in at the provider and agrees, on its own pages. */
export async function agreeAtProvider(page: Page, login: string): Promise<void> {
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.getByRole("button", { name: /sign-in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
}
