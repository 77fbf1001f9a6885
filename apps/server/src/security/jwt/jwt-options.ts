// Whose JWTs are accepted, and how their claims become users (AC-02).

export interface JwtOptions {
  /** The `iss` claim, letter by letter, and where discovery begins: `https://identity.example/realm`. */
  readonly issuer: string;
  /** The `aud` claim must contain it. */
  readonly audience: string;
  /** Where the issuer's keys are. Default: as its `/.well-known/openid-configuration` says. */
  readonly jwksUrl?: string;
  /** The claim that names the user. Default `sub`. A UUID is taken as it is, any other text becomes a UUID made from issuer and text. */
  readonly userClaim?: string;
  /** Signatures that count. Default: RS256, PS256, ES256, ES384, EdDSA. Never HMAC: whoever verifies could sign. */
  readonly algorithms?: readonly string[];
  /** Seconds that clocks may differ. Default 30. */
  readonly clockTolerance?: number;
  /** Seconds before the keys are asked for again when a token names an unknown one. Default 30. */
  readonly cooldown?: number;
  /** Whether whoever the issuer vouches for gets an account. Default: only users who are in the users table are let in. */
  readonly provision?: boolean;
}

export const defaultAlgorithms: readonly string[] = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];
