// Who is signed in: the first question of every page, and what ends with signing out.
import { HoldfastProblem, type EndpointAnswer } from "@holdfast/client";
import { QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";
import { ConsoleSession } from "./console-session.js";

export type Me = EndpointAnswer<"me">;

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => api.call("me", { signal }), staleTime: 60_000 });

const isSignedOut = (error: unknown): boolean => error instanceof HoldfastProblem && error.status === 401;

/** Failures of the server's capacity are tried again, everything else is shown at once. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && dispatchEvent(new Event("holdfast:signed-out")) }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof HoldfastProblem && error.isTransient,
    },
  },
});

let live: ConsoleSession | undefined;

/** The session's living part; another user's is closed and wiped first. */
export function liveSessionOf(me: Me): ConsoleSession {
  if (live?.userId !== me.account.id) {
    live?.close();
    live = new ConsoleSession(api, queryClient, me.account.id);
  }
  return live;
}

/** Tells the other tabs who is signed in now (undefined: nobody), so that none goes on showing what belongs to another user. */
const tabs = new BroadcastChannel("holdfast session");
tabs.addEventListener("message", ({ data }: MessageEvent<string | undefined>) => {
  if (live !== undefined && live.userId !== data) dispatchEvent(new Event("holdfast:signed-out"));
});

/** Wipes everything that was read for the user. */
export function forgetSession(): void {
  live?.close();
  live = undefined;
  queryClient.clear();
}

export function signedIn(me: Me): void {
  forgetSession();
  tabs.postMessage(me.account.id);
  queryClient.setQueryData(meQuery.queryKey, me);
}

let isLeaving = false;

/** While somebody signs out here, the end of the session is no news: `signedOut` sees to what it means. */
export const isSigningOut = (): boolean => isLeaving;

/**
 * By the user's own wish: what waits to be sent is wiped too, while a session that ends elsewhere leaves it for the next one. Only then
 * is the page left: who sees the way in can be sure that nothing is behind. `end` ends the session, or throws when it goes on.
 */
export async function signOut(end: () => Promise<void>, leave: () => Promise<void>): Promise<void> {
  isLeaving = true;
  try {
    await end();
    await live?.forget();
    await leave();
  } finally {
    isLeaving = false;
  }
  forgetSession();
  tabs.postMessage(undefined);
}
