// What the library says while it works. The application decides where it goes; nothing secret is ever passed to it.

export type Facts = Readonly<Record<string, unknown>>;

export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

const nothing = (): void => undefined;

/** The default: a library is quiet. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
