// A held token whose stored secret was changed from outside: asked for as programs do, it does not open, and somebody hears of it (SC-07).
import { setTimeout } from "node:timers/promises";

interface Spoiling {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** Runs a statement as somebody with access to the database. */
  readonly inDatabase: (text: string) => Promise<unknown>;
}

const swap = `update holdfast.held_token set access_token = other.access_token from holdfast.held_token other
  where held_token.user_id = other.user_id and held_token.provider = 'spoilt' and other.provider = 'whole'`;

/** Keeps two tokens, gives one the secret of the other, and resolves when that one is refused. Both are revoked in the end. */
export async function spoilToken({ url, email, password, inDatabase }: Spoiling): Promise<void> {
  const ask = (path: string, method: string, body?: object, token?: string): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const { token } = (await (await ask("/sessions", "POST", { email, password, transport: "bearer" })).json()) as {
    token: string;
  };
  for (const provider of ["spoilt", "whole"]) await ask(`/tokens/${provider}`, "PUT", { accessToken: provider }, token);
  await inDatabase(swap);
  // Memory is told of the change within its time; from then on the secret is opened anew.
  while ((await ask("/tokens/spoilt", "GET", undefined, token)).ok) await setTimeout(20);
  for (const provider of ["spoilt", "whole"]) await ask(`/tokens/${provider}`, "DELETE", undefined, token);
  await ask("/sessions/current", "DELETE", undefined, token);
}
