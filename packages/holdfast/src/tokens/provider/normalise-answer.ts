// Puts the answers of token endpoints into the words of RFC 6749 where a provider has its own, before the OAuth library reads them.
import type { Provider } from "./provider-options.js";

type Body = Readonly<Record<string, unknown>>;

/** What the library cannot carry through. */
export interface Extras {
  /** The token type as the provider wrote it. */
  readonly tokenType?: string;
  /** Seconds. */
  readonly refreshExpiresIn?: number;
}

export interface NormalisedAnswer {
  readonly response: Response;
  readonly extras: Extras;
}

/** `keepsIdToken`: false where nobody asks who it is; an id token that is not needed must not fail a refresh. */
export function normaliseAnswer(provider: Provider, answer: Response, text: string, keepsIdToken: boolean): NormalisedAnswer {
  const body = parse(text);
  if (body === undefined)
    return { response: remake(answer, answer.status, text, answer.headers.get("content-type")), extras: {} };
  const failed = answer.status >= 400 || (provider.errorInSuccess && isError(body));
  if (failed) return { response: asError(provider, answer, body), extras: {} };
  const success = asSuccess(provider, body, keepsIdToken);
  return { response: remake(answer, 200, JSON.stringify(success)), extras: extrasOf(body) };
}

/** Slack says `ok: false`, GitHub and Zoho put `error` where the token would be. */
function isError(body: Body): boolean {
  return body["ok"] === false || (body["error"] !== undefined && body["access_token"] === undefined);
}

function asError({ errorCodes }: Provider, answer: Response, body: Body): Response {
  const said = body["error"];
  if (typeof said !== "string") return remake(answer, answer.status, "{}");
  const error = Object.hasOwn(errorCodes, said) ? errorCodes[said] : said;
  // Descriptions are left out: some providers repeat the token in them.
  return remake(answer, answer.status < 400 ? 400 : answer.status, JSON.stringify({ error }));
}

function asSuccess({ scopeSeparator }: Provider, body: Body, keepsIdToken: boolean): Body {
  const { scope, id_token: idToken, expires_in: expiresIn, refresh_token: refreshToken, ...rest } = body;
  const seconds = Number(expiresIn);
  return {
    ...rest,
    token_type: "bearer",
    ...(expiresIn !== undefined && expiresIn !== null && seconds > 0 ? { expires_in: seconds } : {}),
    ...(typeof refreshToken === "string" && refreshToken !== "" ? { refresh_token: refreshToken } : {}),
    ...scopeOf(scope, scopeSeparator),
    ...(keepsIdToken && typeof idToken === "string" ? { id_token: idToken } : {}),
  };
}

function scopeOf(scope: unknown, separator: string): { readonly scope?: string } {
  if (Array.isArray(scope)) return { scope: scope.filter((item) => typeof item === "string").join(" ") };
  if (typeof scope !== "string") return {};
  return { scope: scope.split(separator === "," ? /[\s,]+/ : /\s+/).join(" ") };
}

function extrasOf(body: Body): Extras {
  const { token_type: type, refresh_token_expires_in: one, refresh_expires_in: other, x_refresh_token_expires_in: third } = body;
  const seconds = Number(one ?? other ?? third);
  return {
    ...(typeof type === "string" && /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(type) ? { tokenType: type } : {}),
    ...(seconds > 0 ? { refreshExpiresIn: seconds } : {}),
  };
}

function remake(answer: Response, status: number, text: string, type: string | null = "application/json"): Response {
  const headers = new Headers(type === null ? {} : { "content-type": type });
  const challenge = answer.headers.get("www-authenticate");
  // With a body that names the error, the challenge says nothing more; the library would prefer it.
  if (challenge !== null && text === "{}") headers.set("www-authenticate", challenge);
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
}

function parse(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}
