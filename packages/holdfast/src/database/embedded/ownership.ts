// Holds an embedded cluster for this process, by a session whose end the server itself notices.
import pg from "pg";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { didNotStart, ownedByAnother } from "./refusal.js";
import { ownCluster } from "./sql/own-cluster.js";

export interface Ownership {
  /** Lets go, in good time before the server is stopped. Can be called twice. */
  release(): Promise<void>;
}

interface OwnershipOptions {
  readonly url: string;
  /** What people know the cluster by. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Throws database_unavailable when another living process owns the cluster. */
export async function takeOwnership(options: OwnershipOptions): Promise<Ownership> {
  const { clock, log } = options;
  const released = new AbortController();
  let session: Session = await claim(options);

  async function keep(): Promise<void> {
    log.warn("The session that holds the embedded PostgreSQL was lost.");
    while (!released.signal.aborted) {
      await clock.pause(1_000, released.signal);
      if (released.signal.aborted) return;
      const next = await claim(options).catch(() => undefined);
      if (next === undefined) continue;
      session = next;
      if (released.signal.aborted) await session.end();
      else watch();
      return;
    }
  }
  function watch(): void {
    session.once("end", () => {
      if (!released.signal.aborted) void keep();
    });
  }

  watch();
  return {
    release: async () => {
      if (released.signal.aborted) return;
      released.abort();
      session.ref();
      await session.end().catch(() => log.debug("The session was closed already."));
    },
  };
}

/** The driver has these two; its types do not. */
type Session = pg.Client & { ref(): void; unref(): void };

async function claim({ url, directory, clock, log }: OwnershipOptions): Promise<Session> {
  const settings = { connectionString: url, application_name: "holdfast owner", connectionTimeoutMillis: 10_000 };
  const session = new pg.Client(settings) as Session;
  session.on("error", (error) => log.debug("The owner's session failed.", { reason: error.message }));
  await session.connect().catch((error: unknown) => {
    throw didNotStart(
      "The embedded PostgreSQL runs, but it did not let us in.",
      error instanceof Error ? error.message : "",
      error,
    );
  });
  // The server may need a moment to notice that a killed owner is gone.
  const end = clock.monotonic() + 1_000;
  while (!(await ownCluster(session))) {
    if (clock.monotonic() > end) {
      await session.end();
      throw ownedByAnother(directory);
    }
    await clock.pause(50);
  }
  // An idle owner does not keep the process alive.
  session.unref();
  return session;
}
