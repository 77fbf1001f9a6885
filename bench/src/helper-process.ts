// A process beside the one that measures: started with an order, asked again and again, killed at the end.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

type Said =
  | { readonly type: "open" }
  | { readonly type: "answer"; readonly id: number; readonly value?: unknown; readonly failure?: string };

export class HelperProcess {
  readonly #child: ChildProcess;
  readonly #opened: Promise<unknown>;
  #asked = 0;

  /** `file` is a module of this folder, as it is written. */
  constructor(file: string, order: object) {
    // Tests run what is written, measurements what is built.
    const conditions = process.execArgv.some((flag) => flag.startsWith("--conditions")) ? ["--conditions=source"] : [];
    const script = fileURLToPath(new URL(file, import.meta.url));
    const execArgv = ["--import", "tsx", ...conditions];
    this.#child = fork(script, [JSON.stringify(order)], { execArgv, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    this.#child.setMaxListeners(100);
    this.#opened = this.#said((said) => said.type === "open");
    this.#opened.catch(() => undefined);
  }

  async opened(): Promise<void> {
    await this.#opened;
  }

  async ask<Answer>(what: object): Promise<Answer> {
    const id = (this.#asked += 1);
    const answer = this.#said((said) => said.type === "answer" && said.id === id);
    this.#child.send({ ...what, id });
    const said = await answer;
    if (said.type === "answer" && said.failure !== undefined) throw new Error(said.failure);
    return (said.type === "answer" ? said.value : undefined) as Answer;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  #said(matches: (said: Said) => boolean): Promise<Said> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error("A process beside the measurement has ended."));
      const listen = (said: Said): void => {
        if (!matches(said)) return;
        this.#child.off("message", listen);
        this.#child.off("exit", ended);
        resolve(said);
      };
      this.#child.on("message", listen);
      this.#child.once("exit", ended);
    });
  }
}

/** The other side: says that it is open, and answers what it is asked. */
export function answerAll(answer: (what: Readonly<Record<string, unknown>>) => Promise<unknown>): void {
  process.on("disconnect", () => process.exit());
  process.on("message", (what: Readonly<Record<string, unknown>> & { readonly id: number }) => {
    answer(what).then(
      (value) => process.send?.({ type: "answer", id: what.id, value }),
      (error: unknown) => process.send?.({ type: "answer", id: what.id, failure: String(error) }),
    );
  });
  process.send?.({ type: "open" });
}

export const orderOf = <Order>(): Order => JSON.parse(process.argv[2] ?? "{}") as Order;
