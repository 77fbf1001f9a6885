// A process with better-auth that gets tokens which have to be refreshed, for many callers at once.
import { answerAll, orderOf } from "./helper-process.js";
import { openPeer, type PeerOrder } from "./refresh-peer.js";

export interface PeerProcessOrder extends PeerOrder {
  readonly accounts: readonly { readonly accountId: string; readonly userId: string }[];
  readonly callers: number;
}

const { accounts, callers, ...order } = orderOf<PeerProcessOrder>();
const peer = openPeer(order);

/** What a caller is shown: a text, or nothing. */
async function shown(body: PeerProcessOrder["accounts"][number]): Promise<string | null> {
  try {
    const { accessToken } = await peer.api.getAccessToken({ body });
    return accessToken ?? null;
  } catch {
    return null;
  }
}

answerAll(async () => Promise.all(accounts.map((account) => Promise.all(Array.from({ length: callers }, () => shown(account))))));
