// The part of the OAuth server for tests that these tests use; it brings no types.
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export class Provider {
    constructor(issuer: string, configuration: object);
    on(event: `refresh_token.${"saved" | "consumed" | "destroyed"}`, listener: (token: { readonly jti: string }) => void): void;
    callback(): RequestListener;
  }
}
