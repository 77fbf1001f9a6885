// Assembles connecting and disconnecting of accounts (TK-23, TK-24).
import type { Connections } from "../interface.js";
import { createPutter } from "../held/put-held.js";
import type { RefreshRoom } from "../refresh/refresh-room.js";
import { beginConnection, type ConnectRoom } from "./begin-connection.js";
import type { ConnectionWatchers } from "./connection-watchers.js";
import { completeConnection } from "./complete-connection.js";
import { disconnect } from "./disconnect.js";

/** `onDisconnected`: the outbox has something to do. */
export function createConnections(
  room: RefreshRoom,
  tokens: ConnectRoom["tokens"],
  watchers: ConnectionWatchers,
  onDisconnected: () => void,
): Connections {
  const { held, book } = room;
  const put = createPutter(held);
  const connecting = { book, keyring: held.keyring, clock: held.clock, tokens };
  return {
    providers: () =>
      book.names.flatMap((provider) => {
        const known = book.get(provider)?.client.provider;
        return known === undefined ? [] : [{ provider, displayName: known.displayName, scopes: known.defaultScopes }];
      }),
    begin: (actor, request) => beginConnection(connecting, actor, request),
    complete: (actor, params) =>
      completeConnection({ ...connecting, put: (by, name, token) => put(by, name, token, "connected") }, actor, params),
    watch: (userId, listener) => watchers.watch(userId, listener),
    disconnect: async (actor, name, reason) => {
      const info = await disconnect(room, actor, name, reason);
      onDisconnected();
      return info;
    },
  };
}
