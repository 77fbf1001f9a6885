// What is remembered between sending somebody to a provider and their coming back: kept with the single-use state, its secrets sealed.
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";
import { type Keyring, open, seal, type SealBinding } from "../../security/index.js";

const attemptSchema = z.object({
  attempt: z.guid(),
  provider: z.string(),
  account: z.string().nullable(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  /** Sealed: the proof of PKCE and the nonce. */
  sealed: z.base64url(),
});

export interface Attempt {
  /** A UUID that the sealed part is bound to. */
  readonly attempt: string;
  readonly provider: string;
  readonly account: string | null;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly verifier: string | undefined;
  readonly nonce: string | undefined;
}

const bindingOf = (attempt: string): SealBinding => ({
  table: "issued_token",
  rowId: attempt,
  kind: "connection",
  generation: 1,
});

/** The metadata of the state's token. */
export function metadataOf(keyring: Keyring, { verifier, nonce, ...open }: Attempt): Readonly<Record<string, unknown>> {
  const secrets = Buffer.from(JSON.stringify({ verifier, nonce }));
  return { ...open, sealed: seal(keyring, bindingOf(open.attempt), secrets).toString("base64url") };
}

/** Throws unseal_failed. */
export function attemptOf(keyring: Keyring, metadata: Readonly<Record<string, unknown>>): Attempt {
  const parsed = attemptSchema.safeParse(metadata);
  if (!parsed.success) throw notAnAttempt();
  const { sealed, ...rest } = parsed.data;
  const secrets = open(keyring, bindingOf(rest.attempt), Buffer.from(sealed, "base64url"));
  const { verifier, nonce } = JSON.parse(secrets.reveal()) as { readonly verifier?: string; readonly nonce?: string };
  secrets.destroy();
  return { ...rest, verifier, nonce };
}

function notAnAttempt(): HoldfastError {
  return new HoldfastError("unseal_failed", {
    what: "What was remembered of this connection is not as it was written.",
    why: "Somebody changed the row.",
    action: "Begin to connect the account again.",
  });
}
