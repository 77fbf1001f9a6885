// A process that serves tokens, as the driver holds it.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TokenOrder, TokenSaid, Watch } from "./token-protocol.js";
import type { WorkerProgram } from "./worker.js";

export type Ended = Extract<TokenSaid, { readonly type: "ended" }>;

export interface Watching {
  /** Resolves when the process has served the token for the first time. */
  readonly serving: Promise<void>;
  readonly ended: Promise<Ended>;
}

export class TokenWorker {
  readonly #child: ChildProcess;
  #next = 1;

  constructor(program: WorkerProgram, order: TokenOrder) {
    const file = program === "built" ? "../../dist/worker/token-main.js" : "./token-main.ts";
    const flags = program === "built" ? [] : ["--conditions=source", "--import", "tsx"];
    const script = fileURLToPath(new URL(file, import.meta.url));
    this.#child = fork(script, [JSON.stringify(order)], { execArgv: flags, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  }

  async opened(): Promise<void> {
    await this.#said((said) => said.type === "open");
  }

  watch(token: Omit<Watch, "id">): Watching {
    const id = this.#next++;
    const serving = this.#said((said) => said.type === "serving" && said.id === id).then(() => undefined);
    const ended = this.#said((said) => said.type === "ended" && said.id === id) as Promise<Ended>;
    this.#child.send({ id, ...token } satisfies Watch);
    return { serving, ended };
  }

  async close(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    await exited;
  }

  #said(matches: (said: TokenSaid) => boolean): Promise<TokenSaid> {
    return new Promise((resolve, reject) => {
      const listen = (said: TokenSaid): void => {
        const failed = said.type === "failed";
        if (!failed && !matches(said)) return;
        this.#child.off("message", listen);
        if (failed) reject(new Error(said.reason));
        else resolve(said);
      };
      this.#child.on("message", listen);
    });
  }
}
