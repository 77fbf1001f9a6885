// Somebody signs in at the judge's own pages, and a client gets a JWT for them: authorization code with PKCE and a resource (RFC 8707).
import { createHash, randomBytes } from "node:crypto";
import { clientId, clientSecret, type Judge, redirectUri, resource } from "../../refresh/judge/judge.js";
import { browse } from "./browse.js";

interface Discovered {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** `login` becomes the JWT's `sub`, and its `email` where it is an address. The judge needs an `audience`. */
export async function signInForJwt({ issuer }: Pick<Judge, "issuer">, login: string): Promise<string> {
  const discovered = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Discovered;
  const verifier = randomBytes(32).toString("base64url");
  const start = new URL(discovered.authorization_endpoint);
  start.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid",
    prompt: "consent",
    resource,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const back = await browse(start.href, redirectUri, login);
  const answer = await fetch(discovered.token_endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${btoa([clientId, clientSecret].map(encodeURIComponent).join(":"))}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: redirectUri,
      code_verifier: verifier,
      resource,
    }),
  });
  const { access_token: text } = (await answer.json()) as { readonly access_token?: string };
  if (text === undefined) throw new Error(`The provider gave no token: status ${answer.status}.`);
  return text;
}
