// Lets a few expensive jobs run at a time and turns the rest away early, so that a flood of sign-ins cannot starve the server.
import { HoldfastError } from "@holdfast/contract";

interface GateOptions {
  /** Jobs that run at a time. */
  readonly concurrent: number;
  /** Jobs that may wait for their turn. */
  readonly waiting: number;
  /** Milliseconds that one job takes, to tell callers when to come back. */
  readonly typical: number;
}

/** At most `concurrent` jobs at a time and `waiting` in line, first come, first served. */
export class Gate {
  readonly #options: GateOptions;
  readonly #line: (() => void)[] = [];
  #running = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Runs the job when it is its turn. Throws overloaded, before any work, when the line is full. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await job();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#options.concurrent) {
      this.#running += 1;
      return;
    }
    if (this.#line.length >= this.#options.waiting) throw this.#overloaded();
    await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  // The place passes straight to the next in line, so nobody can slip in between.
  #leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  #overloaded(): HoldfastError {
    const { waiting, concurrent, typical } = this.#options;
    return new HoldfastError("overloaded", {
      what: "Too many passwords are being checked just now.",
      why: "Each check is slow on purpose, and more of them would slow everybody down.",
      action: "Try again in a moment.",
      retryAfterSeconds: Math.max(1, Math.ceil((waiting * typical) / concurrent / 1000)),
    });
  }
}
