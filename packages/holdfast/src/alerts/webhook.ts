// Sends a signed message to a webhook: HMAC-SHA256 over the time and the body, so that nobody can forge or replay one.
import { hmacSha256 } from "../security/index.js";

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  /** Milliseconds. Default 10,000. */
  readonly timeout?: number;
  readonly fetch?: typeof fetch;
}

export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
  /** Seconds since 1970, when it is sent. */
  readonly timestamp: number;
}

/** `v1=` and the hexadecimal HMAC-SHA256 of `timestamp.body`. */
export function webhookSignature(secret: string, timestamp: number, body: string): string {
  return `v1=${hmacSha256(secret, `${timestamp}.${body}`).toString("hex")}`;
}

/** Resolves when it was taken (2xx). Throws otherwise, without the address: it may hold a secret. Follows no redirect. */
export async function sendToWebhook(
  { url, secret, timeout = 10_000, fetch: send = fetch }: WebhookOptions,
  message: WebhookMessage,
  ending: AbortSignal,
): Promise<void> {
  const { id, body, timestamp } = message;
  const headers = {
    "content-type": "application/json",
    "holdfast-id": id,
    "holdfast-timestamp": String(timestamp),
    "holdfast-signature": webhookSignature(secret, timestamp, body),
  };
  const answer = await send(url, {
    method: "POST",
    headers,
    body,
    redirect: "error",
    signal: AbortSignal.any([ending, AbortSignal.timeout(timeout)]),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The webhook answered ${answer.status}.`);
}
