// The door `holdfast/testing/vitest`: the lifetime of a test database, tied to that of a test file.
import { afterAll, beforeAll } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { createTestDatabase, type TestDatabase } from "./test-database.js";

/**
 * Call once at the top of a file: a database before all its tests, dropped after them. The file fails when somebody is
 * still connected then: a pool or a client that was never ended.
 */
export function testDatabase(): TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    if (database === undefined) return;
    const leaked = await leakedConnections(database);
    await database.drop();
    if (leaked !== "") throw new Error(`Connections were not closed:\n${leaked}`);
  });
  // Opened later than it is named, so each property is looked up when it is used.
  return new Proxy({} as TestDatabase, {
    get: (_, property) => {
      if (database === undefined)
        throw new Error("The test database is there in beforeAll hooks registered later, and in tests.");
      return Reflect.get(database, property);
    },
  });
}

/** The server forgets a client a moment after it has left. */
async function leakedConnections(database: TestDatabase): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await database.connections()).length === 0) return "";
    await systemClock.pause(25);
  }
  const left = await database.connections();
  return left.map(({ application, user, state, query }) => `- ${application} (${user}, ${state}): ${query}`).join("\n");
}
