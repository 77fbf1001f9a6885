// The door `holdfast/testing`: what tests need, without a test framework.
export { collectLog, type CollectedLine, type CollectedLog } from "./collect-log.js";
export { createFailingDisk, type FailingDisk } from "./failing-disk.js";
export { createFaultProxy, type FaultProxy } from "./fault-proxy.js";
export { freePort } from "./free-port.js";
export { printedHook } from "./printed.js";
export { addRecords, addUsers } from "./seed.js";
export { withTemporaryDirectory } from "./temporary-directory.js";
export { createShiftedClock, type ShiftedClock } from "./shifted-clock.js";
export { createTestClock, type TestClock } from "./test-clock.js";
export { type Connection, createTestDatabase, type TestDatabase } from "./test-database.js";
export { startTestServer, testServerVariable, type TestServer, type TestServerAddress } from "./test-server.js";
export { createTestHoldfast, type TestHoldfast } from "./test-holdfast.js";
export { startTransactionPooler, type TransactionPooler } from "./transaction-pooler.js";
