// A worker process as the driver holds it: asked over a channel, killed without warning.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { killIfThere, processFamily, untilGone } from "../stage/process-family.js";
import type { Asked, CallName, Calls, Refusal, Said, WorkerOrder } from "./protocol.js";

/** `built`: the compiled worker, as it would be deployed. `source`: the TypeScript files, for tests of what is being written. */
export type WorkerProgram = "built" | "source";

/** The process is gone: whether it did what it was asked nobody knows. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

/** The worker said no. */
export class WorkerRefusal extends Error {
  override readonly name = "WorkerRefusal";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor({ code, message, data }: Refusal) {
    super(message);
    this.code = code;
    this.data = data ?? {};
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

const linesKept = 200;

function launch(program: WorkerProgram, order: WorkerOrder, before: readonly string[]): ChildProcess {
  const file = program === "built" ? "../../dist/worker/main.js" : "./main.ts";
  const flags = program === "built" ? [] : ["--conditions=source", "--import", "tsx"];
  const script = fileURLToPath(new URL(file, import.meta.url));
  const words = [JSON.stringify(order)];
  const [wrapper, ...wrapping] = before;
  if (wrapper === undefined) return fork(script, words, { execArgv: flags, stdio: ["ignore", "inherit", "pipe", "ipc"] });
  const all = [...wrapping, process.execPath, ...flags, script, ...words];
  return spawn(wrapper, all, { stdio: ["ignore", "inherit", "pipe", "ipc"] });
}

export class Worker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #lines: string[] = [];
  readonly #opened: Promise<void>;
  readonly #ended: Promise<void>;
  #next = 1;
  #gone = false;

  /** `wrapper`: a program that runs the worker, such as a tracer that injects faults. */
  constructor(program: WorkerProgram, order: WorkerOrder, wrapper: readonly string[] = []) {
    this.#child = launch(program, order, wrapper);
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#lines.push(...text.split("\n").filter((line) => line !== ""));
      this.#lines.splice(0, this.#lines.length - linesKept);
    });
    const opening = new Promise<void>((resolve, reject) => {
      this.#child.on("message", (said: Said) => {
        if (said.type === "open") resolve();
        else if (said.type === "not open") reject(new WorkerRefusal(said.refusal));
        else this.#settle(said);
      });
      // What was said before the end is read to its end: only then is the rest without an answer.
      this.#child.once("disconnect", () => {
        this.#gone = true;
        for (const { reject: fail } of this.#waiting.values()) fail(this.#ending());
        this.#waiting.clear();
        reject(new WorkerGone(`The worker ended before it was open. ${this.#lines.slice(-3).join(" ")}`));
      });
      this.#child.once("error", reject);
    });
    opening.catch(() => undefined);
    this.#opened = opening;
    // Not "close": it does not come when we are the one who disconnects.
    const [exited, disconnected] = (["exit", "disconnect"] as const).map(
      (event) => new Promise<void>((resolve) => void this.#child.once(event, () => resolve())),
    );
    this.#ended = Promise.all([exited, disconnected]).then(() => undefined);
  }

  #ending(): WorkerGone {
    const { exitCode, signalCode } = this.#child;
    return new WorkerGone(
      `The worker has ended (${signalCode ?? exitCode ?? "no code yet"}). ${this.#lines.slice(-5).join(" ")}`,
    );
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** The last lines of its log. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Resolves when it takes calls. Rejects with WorkerRefusal when Holdfast did not open, with WorkerGone when it was killed. */
  opened(): Promise<void> {
    return this.#opened;
  }

  ask<Name extends CallName>(call: Name, asks: Calls[Name]["asks"]): Promise<Calls[Name]["answers"]> {
    if (this.#gone) return Promise.reject(this.#ending());
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, call, asks } satisfies Asked, () => undefined);
    });
  }

  /** kill -9; resolves when nothing of it is left. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Whether it has ended by itself before so many milliseconds are over. */
  async goneWithin(milliseconds: number): Promise<boolean> {
    const late = new AbortController();
    const patience = pause(milliseconds, false, { signal: late.signal }).catch(() => false);
    return Promise.race([this.#ended.then(() => true), patience]).finally(() => late.abort());
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when a stopped worker is known to be stopped: nothing more will be said. */
  async silence(): Promise<void> {
    for (;;) {
      const stat = await readFile(`/proc/${this.pid}/stat`, "utf8");
      if (/^[TtZ]/.test(stat.slice(stat.lastIndexOf(")") + 2))) return;
      await pause(1);
    }
  }

  /** kill -9 of a worker that another program runs, and of that program. */
  async killWithChildren(): Promise<void> {
    const family = await processFamily(this.pid);
    for (const pid of family.toReversed()) killIfThere(pid, "SIGKILL");
    await this.#ended;
    await untilGone(family);
  }

  /** Closes Holdfast in good order and ends the process; answers what became of what was pending. */
  async close(deadline?: number): Promise<Calls["close"]["answers"]> {
    const state = await this.ask("close", deadline === undefined ? {} : { deadline });
    this.#child.disconnect();
    await this.#ended;
    return state;
  }

  #settle(said: Extract<Said, { readonly id: number }>): void {
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (said.type === "answer") waiting?.resolve(said.answer as never);
    else waiting?.reject(new WorkerRefusal(said.refusal));
  }
}
