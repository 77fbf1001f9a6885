// Writes and sends messages in the background, so that nobody who asks for one can tell from the time whether one was sent (SC-06).
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import type { Mail, MailMessage } from "./mail.js";
import { SmtpFailure } from "./smtp/smtp-connection.js";

export interface PostOfficeOptions {
  /** Without it nothing is written and nothing is sent. */
  readonly mail: Mail | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Messages that may wait; more are dropped, and the log says so. Default 1,000. */
  readonly mostWaiting?: number;
}

const tries = 5;
/** Milliseconds. */
const farewell = 2000;
const backoff = { first: 2000, most: 60_000 };

/** One message at a time; what waits is lost when the process ends: whoever misses a link asks for another. */
export class PostOffice {
  readonly #options: PostOfficeOptions;
  readonly #mostWaiting: number;
  readonly #ending = new AbortController();
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(options: PostOfficeOptions) {
    this.#options = options;
    this.#mostWaiting = options.mostWaiting ?? 1000;
  }

  /** Returns at once. `write` looks up what is needed and answers the message, or undefined when there is nobody to write to. */
  post(write: () => Promise<MailMessage | undefined>): void {
    const { mail, log } = this.#options;
    if (mail === undefined) return log.warn("A message was asked for, but no way to send mail is configured.");
    if (this.#waiting >= this.#mostWaiting)
      return log.error("A message was dropped: too many wait to be sent.", { waiting: this.#waiting });
    this.#waiting += 1;
    this.#last = this.#last.then(async () => {
      await this.#deliver(mail, write);
      this.#waiting -= 1;
    });
  }

  /** Resolves when everything posted until now is sent or given up. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Tries nothing again from now on, and waits a moment for what is being sent. */
  async stop(): Promise<void> {
    this.#ending.abort();
    const waited = new AbortController();
    await Promise.race([this.#last, this.#options.clock.pause(farewell, waited.signal)]);
    waited.abort();
  }

  async #deliver(mail: Mail, write: () => Promise<MailMessage | undefined>): Promise<void> {
    const { clock, log } = this.#options;
    try {
      const message = await write();
      if (message === undefined) return;
      for (let failures = 1; ; failures += 1) {
        const failure = await attempt(mail, message);
        if (failure === undefined) return;
        const isPassing = !(failure instanceof SmtpFailure) || failure.isPassing;
        if (!isPassing || failures === tries || this.#ending.signal.aborted) throw failure;
        await clock.pause(backoffDelay(failures, backoff, clock), this.#ending.signal);
      }
    } catch (error) {
      log.error("A message was not sent.", { reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

function attempt(mail: Mail, message: MailMessage): Promise<Error | undefined> {
  return mail.send(message).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error("Sending failed.", { cause: error })),
  );
}
