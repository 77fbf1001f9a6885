// better-auth as the peer of refreshing: its instance on a schema of its own, for the process that measures and for those beside it.
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { genericOAuth } from "better-auth/plugins";
import pg from "pg";

export interface PeerOrder {
  readonly url: string;
  readonly provider: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Its options, as its documentation has them; access tokens are refreshed when they are asked for and have expired. */
export function peerOptions({ url, provider: providerId, issuer, clientId, clientSecret }: PeerOrder) {
  const config = { providerId, clientId, clientSecret, discoveryUrl: `${issuer}/.well-known/openid-configuration` };
  return {
    baseURL: "http://127.0.0.1:9",
    secret: "a secret of the measurement, and of nothing else",
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: new pg.Pool({ connectionString: url, max: 6, options: "-c search_path=peer" }),
    plugins: [genericOAuth({ config: [config] })],
  };
}

export const openPeer = (order: PeerOrder) => betterAuth(peerOptions(order));

export async function migratePeer(order: PeerOrder): Promise<void> {
  const options = peerOptions(order);
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  await options.database.end();
}
