// The whole isolation matrix again, on few connections that PgBouncer in transaction mode hands from one user to the next (SC-01, SC-02).
import { startTransactionPooler } from "holdfast/testing";
import { way } from "./testing/way-to-database.js";

way.to = async ({ requestUrl, workerUrl }) => {
  const pooler = await startTransactionPooler(requestUrl, 2);
  way.end = pooler.stop;
  // The change feed and the lock of the journal are sessions: they go past a pooler, as the reference says.
  return { requestUrl: pooler.url, workerUrl, preparedStatements: false };
};

await import("./isolation.pg.test.js");
