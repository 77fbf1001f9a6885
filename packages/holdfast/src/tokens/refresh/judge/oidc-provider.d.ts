// The part of the OAuth server for tests that these tests use; it brings no types.
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  interface Stored {
    save(): Promise<string>;
  }
  interface Grant extends Stored {
    addOIDCScope(scope: string): void;
  }
  interface Client {
    readonly clientId: string;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: { new (about: object): Grant };
    readonly RefreshToken: { new (about: object): Stored; find(text: string): Promise<object | undefined> };
    readonly AccessToken: { find(text: string): Promise<object | undefined> };
    readonly Client: { find(id: string): Promise<Client | undefined> };
    proxy: boolean;
    callback(): RequestListener;
  }
}
