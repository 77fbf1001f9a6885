// The headers that every answer carries: what browsers may and may not do with it (SC-04).

const common = { "x-content-type-options": "nosniff" } as const;

const transport = { "strict-transport-security": "max-age=31536000; includeSubDomains" } as const;

const forApi = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  ...common,
};
const forApiSecure = { ...forApi, ...transport };

/** For JSON: nothing in it may run, and nobody keeps a copy. */
export function apiHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? forApiSecure : forApi;
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
