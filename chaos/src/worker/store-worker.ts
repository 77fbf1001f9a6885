// A process with a token store, as the driver holds it: sent on errands, told of their progress, killed in the middle.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ErrandName, Errands, StoreAsked, StoreOrder, StoreSaid } from "./store-protocol.js";
import type { WorkerProgram } from "./worker.js";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number) => void;
}

export class StoreWorker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #opened: Promise<void>;
  readonly #exited: Promise<unknown>;
  #next = 1;

  constructor(program: WorkerProgram, order: StoreOrder) {
    const file = program === "built" ? "../../dist/worker/store-main.js" : "./store-main.ts";
    const flags = program === "built" ? [] : ["--conditions=source", "--import", "tsx"];
    const script = fileURLToPath(new URL(file, import.meta.url));
    this.#child = fork(script, [JSON.stringify(order)], { execArgv: flags, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#exited = once(this.#child, "exit");
    this.#opened = new Promise((resolve, reject) => {
      this.#child.on("message", (said: StoreSaid) => (said.type === "open" ? resolve() : this.#hear(said)));
      this.#child.once("exit", () => {
        const ended = new Error("The process has ended.");
        reject(ended);
        for (const { reject: refuse } of this.#waiting.values()) refuse(ended);
      });
    });
    // Whoever does not wait for it learns of an early end from what it asked.
    this.#opened.catch(() => undefined);
  }

  opened(): Promise<void> {
    return this.#opened;
  }

  /** Rejects when the process ends before. */
  send<Name extends ErrandName>(
    name: Name,
    asked: Errands[Name]["asked"],
    onProgress: (done: number) => void = () => undefined,
  ): Promise<Errands[Name]["brought"]> {
    const id = this.#next++;
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#child.send({ id, name, asked } as StoreAsked);
    }) as Promise<Errands[Name]["brought"]>;
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
  }

  #hear(said: Exclude<StoreSaid, { readonly type: "open" }>): void {
    const waiting = this.#waiting.get(said.id);
    if (said.type === "progress") return waiting?.onProgress(said.done);
    this.#waiting.delete(said.id);
    if (said.type === "failed") waiting?.reject(new Error(said.reason));
    else waiting?.resolve(said.value);
  }
}
