// The HTTP API as one table: the server routes and validates by it, the OpenAPI document, the client and the isolation tests follow it.
import { accountsEndpoints } from "./api/accounts-endpoints.js";
import { administrationEndpoints } from "./api/administration-endpoints.js";
import { auditEndpoints } from "./api/audit-endpoints.js";
import { connectionsEndpoints } from "./api/connections-endpoints.js";
import { recordsEndpoints } from "./api/records-endpoints.js";
import { selectionsEndpoints } from "./api/selections-endpoints.js";
import { tokensEndpoints } from "./api/tokens-endpoints.js";
import type { Endpoint } from "./api/endpoint.js";

export { apiBase, type Endpoint, type StreamFormat } from "./api/endpoint.js";

export const endpoints = {
  ...accountsEndpoints,
  ...recordsEndpoints,
  ...selectionsEndpoints,
  ...tokensEndpoints,
  ...connectionsEndpoints,
  ...auditEndpoints,
  ...administrationEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointId = keyof typeof endpoints;
