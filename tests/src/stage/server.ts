// A server as a process: started in a directory, killed or stopped, started again.
import { type Ended, type Environment, type RunningProgram, startProgram } from "./program.js";

/** What the server prints in JSON when it is ready. */
export interface Started {
  readonly url: string;
  readonly database: "embedded" | "given";
  /** Operations that a crash had left in the journal. */
  readonly recovered: number;
  /** Records of the sample that were loaded now. */
  readonly sampled: number;
}

export interface Server extends RunningProgram {
  readonly started: Started;
  readonly port: string;
  /** SIGTERM, and everything that it said until its end. */
  stop(): Promise<Ended>;
}

export interface ServerPlace {
  readonly directory: string;
  readonly environment?: Environment;
  /** The port of an earlier start, so that browsers find it again. Default: a free one. */
  readonly port?: string;
  readonly words?: readonly string[];
}

/** Resolves when the server is ready. */
export async function startServer({ directory, environment, port = "0", words = [] }: ServerPlace): Promise<Server> {
  const place = { directory, ...(environment === undefined ? {} : { environment }) };
  const running = startProgram(["serve", "--json", "--port", port, ...words], place);
  // Printed in one piece, so the line is whole.
  const started = JSON.parse(await running.hear('"event":"started"')) as Started;
  return {
    ...running,
    started,
    port: new URL(started.url).port,
    stop: () => {
      running.kill("SIGTERM");
      return running.ended;
    },
  };
}
