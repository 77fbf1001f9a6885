// Gives a live session to the components below: one that the application holds, or one of its own for a user.
import { type HoldfastClient, type LiveSession, openLiveSession } from "@holdfast/client";
import type { UserId } from "@holdfast/contract";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";
import { HoldfastContext } from "./use-holdfast.js";

interface GivenSession {
  /** Opened and closed by the application. */
  readonly session: LiveSession;
}

interface OwnSession {
  /** Keep it between renderings: another client is another session. */
  readonly client: HoldfastClient;
  /** Who is signed in. When it changes, nothing of the one before is shown any more. */
  readonly userId: UserId;
  /** Shown until the session is open: on the server and for a moment in the browser. */
  readonly fallback?: ReactNode;
}

export type HoldfastProviderProps = (GivenSession | OwnSession) & { readonly children?: ReactNode };

interface SessionHolder {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => LiveSession | undefined;
}

/** Open exactly as long as a component is mounted that shows it, in StrictMode too. */
function sessionHolder(client: HoldfastClient, userId: UserId): SessionHolder {
  let session: LiveSession | undefined;
  return {
    get: () => session,
    subscribe: (listener) => {
      session ??= openLiveSession({ client, userId });
      listener();
      return () => {
        session?.close();
        session = undefined;
      };
    },
  };
}

const nothing = (): undefined => undefined;

function SessionOwner({ client, userId, fallback, children }: OwnSession & { readonly children: ReactNode }): ReactNode {
  const { subscribe, get } = useMemo(() => sessionHolder(client, userId), [client, userId]);
  const session = useSyncExternalStore(subscribe, get, nothing);
  return session === undefined ? fallback : <HoldfastContext value={session}>{children}</HoldfastContext>;
}

export function HoldfastProvider({ children, ...props }: HoldfastProviderProps): ReactNode {
  if ("session" in props) return <HoldfastContext value={props.session}>{children}</HoldfastContext>;
  return <SessionOwner {...props}>{children}</SessionOwner>;
}
