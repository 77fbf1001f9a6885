// The simplest bus that bentocache takes: what one node publishes, all others hear at once, unless the listening side is cut.
import type { bentostore } from "bentocache";

type Driver = Parameters<ReturnType<typeof bentostore>["useBus"]>[0];
type Transport = ReturnType<Driver["factory"]>;
type Handler = Parameters<Transport["subscribe"]>[1];

export class CutBus {
  /** While true, nobody hears anything; what was published meanwhile is gone, as with any bus that keeps nothing. */
  isCut = false;
  readonly #handlers = new Map<string, { readonly id: string; readonly channel: string; readonly handler: Handler }[]>();

  driver(): Driver {
    return { options: {}, factory: () => this.#transport() };
  }

  #transport(): Transport {
    let id = "";
    const transport = {
      setId: (given: string) => {
        id = given;
        return transport;
      },
      publish: async (channel: string, message: never) => {
        if (this.isCut) return;
        for (const one of this.#handlers.get(channel) ?? []) if (one.id !== id) await one.handler(message);
      },
      subscribe: async (channel: string, handler: Handler) => {
        this.#handlers.set(channel, [...(this.#handlers.get(channel) ?? []), { id, channel, handler }]);
      },
      unsubscribe: async (channel: string) => {
        this.#handlers.set(
          channel,
          (this.#handlers.get(channel) ?? []).filter((one) => one.id !== id),
        );
      },
      disconnect: async () => undefined,
      onReconnect: () => undefined,
    };
    return transport as unknown as Transport;
  }
}
