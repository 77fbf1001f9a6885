// The queue: in order per group, the same id until it is answered, refusals reported.
import type { OperationId } from "@holdfast/contract";
import { describe, expect, test } from "vitest";
import { createHoldfastClient, type HoldfastClient } from "./client.js";
import { createOperationQueue } from "./operation-queue.js";
import { memoryOperationStorage } from "./operation-storage.js";
import type { Timing } from "./timing.js";

interface Sent {
  readonly operationId: string;
  readonly group: string;
}

const noPause: Timing = { pause: async () => undefined, random: () => 0, uuid: () => crypto.randomUUID() };
const problem = (status: number, code: string): Response => Response.json({ code, detail: "No.", action: "Wait." }, { status });

/** A client whose server is the given function of the operation and of how often it was sent. */
function clientOver(serve: (sent: Sent, attempt: number) => Response): { readonly client: HoldfastClient; readonly log: Sent[] } {
  const log: Sent[] = [];
  const answerTo = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const body = JSON.parse(init?.body as string) as { operationId: string; change: { group: string } };
    const sent = { operationId: body.operationId, group: body.change.group };
    log.push(sent);
    return serve(sent, log.filter(({ operationId }) => operationId === sent.operationId).length);
  };
  return { client: createHoldfastClient({ fetch: answerTo as typeof fetch }), log };
}

const select = (group: string) => ({ kind: "clear_all" as const, group });

describe("[UI-02] operations reach the server", () => {
  test("[SE-01] a lost answer and a 503 are tried again with the same id", async () => {
    const { client, log } = clientOver((sent, attempt) => {
      if (attempt === 1) throw new TypeError("connection reset");
      return attempt === 2 ? problem(503, "overloaded") : Response.json({ operationId: sent.operationId });
    });
    const outcome = await createOperationQueue({ client, timing: noPause }).enqueue(select("a"), "one" as OperationId);
    expect(outcome.status).toBe("answered");
    expect(log.map(({ operationId }) => operationId)).toEqual(["one", "one", "one"]);
  });

  test("[UI-02] operations of one group keep their order while another group goes on", async () => {
    const { client, log } = clientOver((sent, attempt) => {
      if (sent.operationId === "a1" && attempt < 3) throw new TypeError("offline");
      return Response.json({ operationId: sent.operationId });
    });
    const queue = createOperationQueue({ client, timing: noPause });
    await Promise.all([
      queue.enqueue(select("a"), "a1" as OperationId),
      queue.enqueue(select("a"), "a2" as OperationId),
      queue.enqueue(select("b"), "b1" as OperationId),
    ]);
    expect(log.filter(({ group }) => group === "a").map(({ operationId }) => operationId)).toEqual(["a1", "a1", "a1", "a2"]);
    expect(log.filter(({ group }) => group === "b")).toHaveLength(1);
  });

  test("[UI-02] a refusal is reported with its reason and does not hold up what comes after", async () => {
    const { client } = clientOver((sent) =>
      sent.operationId === "bad" ? problem(422, "limit_exceeded") : Response.json({ operationId: sent.operationId }),
    );
    const queue = createOperationQueue({ client, timing: noPause });
    const [bad, good] = await Promise.all([
      queue.enqueue(select("a"), "bad" as OperationId),
      queue.enqueue(select("a"), "good" as OperationId),
    ]);
    expect(bad).toMatchObject({ status: "refused", problem: { code: "limit_exceeded", action: "Wait." } });
    expect(good.status).toBe("answered");
    expect(queue.status()).toEqual({ waiting: 0, problem: undefined });
  });

  test("[UI-02] what an earlier page left behind is sent, and leaves the storage when it is answered", async () => {
    const storage = memoryOperationStorage();
    await storage.save({ operationId: "left" as OperationId, change: select("a"), lane: "a" });
    const { client, log } = clientOver((sent) => Response.json({ operationId: sent.operationId }));
    let tell: (id: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => void (tell = resolve));
    const queue = createOperationQueue({
      client,
      storage,
      timing: noPause,
      onOutcome: ({ operation }) => tell(operation.operationId),
    });
    await queue.restore();
    expect([await told, log.length, (await storage.load()).length]).toEqual(["left", 1, 0]);
  });

  test("[UI-02] while offline the queue says why it waits, and wake tries at once", async () => {
    let online = false;
    let isWaiting: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => void (isWaiting = resolve));
    const { client } = clientOver((sent) => {
      if (!online) throw new TypeError("offline");
      return Response.json({ operationId: sent.operationId });
    });
    const timing: Timing = {
      ...noPause,
      pause: (_, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener("abort", () => resolve());
          isWaiting();
        }),
    };
    const queue = createOperationQueue({ client, timing });
    const outcome = queue.enqueue(select("a"));
    await waiting;
    expect(queue.status()).toMatchObject({ waiting: 1, problem: { code: "network" } });
    online = true;
    queue.wake();
    expect((await outcome).status).toBe("answered");
  });
});
