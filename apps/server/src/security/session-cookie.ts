// The cookie that carries a browser's session: invisible to scripts, never sent along by other sites' forms (SC-04).

const MAX_AGE_SECONDS = 400 * 24 * 3600;

/** `__Host-` makes browsers refuse the cookie when a sibling domain or a plain connection tries to set it. */
export const cookieName = (secure: boolean): string => (secure ? "__Host-holdfast" : "holdfast");

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

/** `set-cookie` for a new session. It outlives every session: the server, not the browser, ends them. */
export function issueCookie(token: string, secure: boolean): string {
  return `${cookieName(secure)}=${token}; Max-Age=${MAX_AGE_SECONDS}; ${attributes(secure)}`;
}

/** `set-cookie` that removes it. */
export function clearCookie(secure: boolean): string {
  return `${cookieName(secure)}=; Max-Age=0; ${attributes(secure)}`;
}

/** The session token in a `cookie` header. */
export const readSessionCookie = (header: string | null, secure: boolean): string | undefined =>
  readCookie(header, cookieName(secure));

/** The value of a cookie in a `cookie` header; undefined when it is empty. */
export function readCookie(header: string | null, name: string): string | undefined {
  if (header === null) return undefined;
  const wanted = `${name}=`;
  for (const part of header.split(";")) {
    const pair = part.trimStart();
    if (pair.startsWith(wanted)) return pair.slice(wanted.length).trimEnd() || undefined;
  }
  return undefined;
}
