// Migrates an empty database and reads what became of it.
import { createTestDatabase, startTestServer } from "holdfast/testing";
import { readSchema } from "./read-schema.js";

export async function dumpSchema(): Promise<string> {
  const server = await startTestServer();
  try {
    const database = await createTestDatabase(server);
    try {
      return await readSchema(database);
    } finally {
      await database.drop();
    }
  } finally {
    await server.stop();
  }
}
