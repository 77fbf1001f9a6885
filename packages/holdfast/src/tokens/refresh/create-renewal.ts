// Puts together what works with providers: refreshing on demand and ahead of time, and the outbox of revocations.
import { createRoutine } from "../../runtime/routine.js";
import { revokeQueued } from "../connect/revoke-queued.js";
import type { HeldRoom } from "../held/held-room.js";
import { type BreakerState, type Fetch, ProviderBook, type ProvidersOption } from "../provider/index.js";
import { refreshDue } from "./refresh-due.js";
import { Refresher } from "./refresher.js";
import { type RefreshOptions, refreshPolicyOf } from "./refresh-policy.js";
import type { RefreshRoom } from "./refresh-room.js";

export interface RenewalOptions {
  /** Where accounts can be connected, and their tokens refreshed. */
  readonly providers?: ProvidersOption | undefined;
  readonly refresh?: RefreshOptions | undefined;
  /** All calls to providers go through it. Default: the one of Node. */
  readonly fetch?: Fetch | undefined;
}

export interface RenewalParts {
  readonly room: RefreshRoom;
  readonly refresher: Refresher;
  /** Looks at the outbox now, in the background. */
  revokeSoon(): void;
  breakers(): Readonly<Record<string, BreakerState>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Throws configuration_invalid. */
export function createRenewal(held: HeldRoom, { providers = {}, refresh, fetch: ask }: RenewalOptions): RenewalParts {
  const policy = refreshPolicyOf(refresh);
  const { clock, log } = held;
  // Looked up at each call, so that whoever replaces the global one later is heard.
  const send: Fetch = ask ?? ((...request) => fetch(...request));
  const { callDeadline, breaker } = policy;
  const book = new ProviderBook({ providers, clock, log, fetch: send, callDeadline, breaker });
  const room: RefreshRoom = { held, book, policy };
  const refresher = new Refresher(room);
  const outbox = createOutbox(room);
  const has = book.names.length > 0;
  const routines = [
    ...(has && policy.every > 0
      ? [createRoutine({ name: "refresh ahead", every: policy.every, clock, log, work: () => refreshDue(room, refresher) })]
      : []),
    ...(has && policy.revokeEvery > 0
      ? [createRoutine({ name: "revocations at providers", every: policy.revokeEvery, clock, log, work: () => outbox.round() })]
      : []),
  ];
  return {
    room,
    refresher,
    revokeSoon: () => {
      if (has)
        void outbox
          .round()
          .catch((error: unknown) => log.warn("The outbox of revocations was not looked at.", { reason: String(error) }));
    },
    breakers: () => book.states(),
    start: async () => {
      for (const routine of routines) await routine.start();
    },
    stop: async () => {
      const ends = routines.map((routine) => routine.stop());
      await refresher.stop();
      await Promise.all(ends);
      await outbox.settle();
    },
  };
}

/** One round at a time; whoever asks meanwhile gets one more round after it. */
function createOutbox(room: RefreshRoom): { round(): Promise<unknown>; settle(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  return {
    round: () => {
      const next = last.catch(() => undefined).then(() => revokeQueued(room));
      last = next;
      return next;
    },
    settle: async () => {
      await last.catch(() => undefined);
    },
  };
}
