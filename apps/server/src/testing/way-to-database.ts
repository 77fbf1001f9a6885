// How the server of a test reaches its database: directly, unless whoever runs the same tests again has put something in between.
import type { DatabaseUrls } from "./live-server.js";

export interface WayToDatabase {
  to: (database: DatabaseUrls) => Promise<DatabaseUrls>;
  end: () => Promise<void>;
}

export const way: WayToDatabase = { to: async (database) => database, end: async () => undefined };
