// The token of a mailed link: behind the `#`, which no server is sent; taken out of the address at once, so that it is in no history.

/** Undefined when the address carries none: the link was cut, or opened before. */
export function takeLinkToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? undefined;
  if (token !== undefined) history.replaceState(history.state, "", location.pathname);
  return token;
}
