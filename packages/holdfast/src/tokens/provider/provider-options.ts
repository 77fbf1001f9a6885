// How an application names the providers it works with: a preset, an issuer to discover, or every address (TK-23).
import { HoldfastError, providerSchema } from "@holdfast/contract";
import { z } from "zod";
import { Secret } from "../../security/index.js";
import { presetOf, type PresetName, presets } from "./presets.js";
import { type ProviderPreset, providerPresetSchema } from "./provider-preset.js";

const address = z.url({ protocol: /^https?$/ }).refine(isProtected, "Only https, or http on this machine itself.");

const optionsSchema = z
  .object({
    clientId: z.string().min(1),
    /** Absent for a public client. */
    clientSecret: z.union([z.string().min(1), z.custom<Secret>((value) => value instanceof Secret)]).optional(),
    /** A well-known provider. Default: the one of the same name, when there is one. `false`: none. */
    preset: z.union([z.enum(Object.keys(presets) as [PresetName, ...PresetName[]]), z.literal(false)]).optional(),
    /** What a preset leaves open: `{ tenant: "…" }`. */
    parameters: z.record(z.string(), z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)).default({}),
    displayName: z.string().min(1).max(40).optional(),
    /** For discovery (OpenID Connect, RFC 8414). Null: do not discover. */
    issuer: address.nullable().optional(),
    authorizationEndpoint: address.optional(),
    tokenEndpoint: address.optional(),
    refreshEndpoint: address.nullable().optional(),
    revocationEndpoint: address.nullable().optional(),
    scopeSeparator: z.enum([" ", ","]).optional(),
    /** What is asked for when a call names no scopes. */
    scopes: z.array(z.string().min(1)).optional(),
    authorizationParameters: z.record(z.string(), z.string()).optional(),
    pkce: z.boolean().optional(),
    clientAuthentication: z.enum(["client_secret_basic", "client_secret_post"]).optional(),
    accessTokenLifetime: z.int().positive().nullable().optional(),
    errorInSuccess: z.boolean().optional(),
    errorCodes: providerPresetSchema.shape.errorCodes.optional(),
    /** `one`: a connection without a named account is called `default`. `many`: it is called by its subject in the id token. */
    accounts: z.enum(["one", "many"]).default("one"),
  })
  .strict();
export type ProviderOptions = z.input<typeof optionsSchema>;
type Parsed = z.output<typeof optionsSchema>;

/** A provider that is ready to be asked. */
export interface Provider extends Omit<
  ProviderPreset,
  "authorizationEndpoint" | "tokenEndpoint" | "note" | "rotatesRefreshTokens"
> {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  /** Empty when discovery has to tell. */
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly accounts: "one" | "many";
}

const unknownProvider: ProviderPreset = {
  displayName: "",
  issuer: null,
  authorizationEndpoint: "",
  tokenEndpoint: "",
  refreshEndpoint: null,
  revocationEndpoint: null,
  scopeSeparator: " ",
  defaultScopes: [],
  authorizationParameters: {},
  pkce: true,
  clientAuthentication: "client_secret_basic",
  rotatesRefreshTokens: null,
  accessTokenLifetime: null,
  errorInSuccess: false,
  errorCodes: {},
};

/** Throws configuration_invalid, naming the option and never its value. */
export function providerOf(name: string, options: ProviderOptions): Provider {
  if (!providerSchema.safeParse(name).success) throw invalid(name, "its name is not letters, digits and . _ : @ -");
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success)
    throw invalid(name, parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const own = parsed.data;
  const base = (own.preset === false ? undefined : presetOf(own.preset ?? name)) ?? unknownProvider;
  const provider = merge(name, base, own);
  if (provider.issuer === null && (provider.authorizationEndpoint === "" || provider.tokenEndpoint === ""))
    throw invalid(name, "it has neither a preset, nor an issuer, nor both endpoints");
  return provider;
}

function merge(name: string, base: ProviderPreset, own: Parsed): Provider {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => own.parameters[key] ?? missing(name, key));
  const optional = (text: string | null): string | null => (text === null ? null : fill(text));
  // An issuer of one's own makes the preset's addresses somebody else's, and the other way round.
  const foreign = own.issuer !== undefined && own.issuer !== null;
  const moved = own.tokenEndpoint !== undefined || own.authorizationEndpoint !== undefined;
  const { clientId, clientSecret } = own;
  return {
    name,
    clientId,
    clientSecret: typeof clientSecret === "string" ? Secret.of(clientSecret) : clientSecret,
    displayName: own.displayName ?? (base.displayName === "" ? name : base.displayName),
    issuer: own.issuer === undefined ? (moved ? null : optional(base.issuer)) : own.issuer,
    authorizationEndpoint: own.authorizationEndpoint ?? (foreign ? "" : fill(base.authorizationEndpoint)),
    tokenEndpoint: own.tokenEndpoint ?? (foreign ? "" : fill(base.tokenEndpoint)),
    refreshEndpoint: own.refreshEndpoint ?? (foreign || moved ? null : optional(base.refreshEndpoint)),
    revocationEndpoint:
      own.revocationEndpoint === undefined
        ? foreign || moved
          ? null
          : optional(base.revocationEndpoint)
        : own.revocationEndpoint,
    scopeSeparator: own.scopeSeparator ?? base.scopeSeparator,
    defaultScopes: own.scopes ?? base.defaultScopes,
    authorizationParameters: { ...base.authorizationParameters, ...own.authorizationParameters },
    pkce: own.pkce ?? base.pkce,
    clientAuthentication: own.clientAuthentication ?? base.clientAuthentication,
    accessTokenLifetime: own.accessTokenLifetime === undefined ? base.accessTokenLifetime : own.accessTokenLifetime,
    errorInSuccess: own.errorInSuccess ?? base.errorInSuccess,
    errorCodes: { ...base.errorCodes, ...own.errorCodes },
    accounts: own.accounts,
  };
}

/** Tokens travel over https; http is for tests and for a sidecar on the same machine. */
function isProtected(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

function missing(name: string, parameter: string): never {
  throw invalid(name, `its preset needs parameters.${parameter}`);
}

function invalid(name: string, problem: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The provider ${JSON.stringify(name.slice(0, 60))} is not configured well: ${problem}.`,
    why: "Accounts there could not be connected or refreshed.",
    action: 'Correct it in the option "providers".',
  });
}
