// The lifecycle of whatever lives in the background.

export interface Service {
  readonly name: string;
  /** Begins to work and returns when it is ready. */
  start(): Promise<void>;
  /** Finishes what was accepted, accepts nothing new. Resolves within `deadline` milliseconds, `false` when work is left. */
  drain(deadline: number): Promise<boolean>;
  /** Lets go of every timer, file and connection. Can be called twice. */
  stop(): Promise<void>;
}
