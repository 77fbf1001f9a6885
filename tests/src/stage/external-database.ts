// How a server is told of a database of somebody's own.
import type { TestDatabase } from "holdfast/testing";
import type { Environment } from "./program.js";

/** With one login for each purpose, as in production. */
export function onDatabase({ requestUrl, workerUrl, ownerUrl }: TestDatabase): Environment {
  return {
    DATABASE_URL: requestUrl,
    DATABASE_REQUEST_URL: requestUrl,
    DATABASE_WORKER_URL: workerUrl,
    DATABASE_ADMIN_URL: ownerUrl,
  };
}
