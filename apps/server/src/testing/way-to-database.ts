// How the server of a test reaches its database: directly, unless whoever runs the same tests again has put something in between.
import type { TestDatabase } from "holdfast/testing";

type Urls = Pick<TestDatabase, "requestUrl" | "workerUrl"> & { readonly preparedStatements?: boolean };

export interface WayToDatabase {
  to: (database: TestDatabase) => Promise<Urls>;
  end: () => Promise<void>;
}

export const way: WayToDatabase = { to: async (database) => database, end: async () => undefined };
