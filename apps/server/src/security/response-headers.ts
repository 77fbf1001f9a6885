// The headers that every answer carries: what browsers may and may not do with it (SC-04).

const common = { "x-content-type-options": "nosniff" } as const;

const transport = { "strict-transport-security": "max-age=31536000; includeSubDomains" } as const;

/** For JSON: nothing in it may run, and nobody keeps a copy. A new object of the caller's own, written out because each answer needs one. */
export function apiHeaders(secure: boolean, requestId: string): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
  };
  if (secure) headers["strict-transport-security"] = transport["strict-transport-security"];
  return headers;
}

/** Own files only: no inline script or style, no other origin, no frame, no plug-in. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const forPage = {
  ...common,
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "content-security-policy": pagePolicy,
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
};
const forPageSecure = { ...forPage, ...transport };

/** For pages and their files. */
export function pageHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? forPageSecure : forPage;
}
