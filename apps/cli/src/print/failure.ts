// Turns whatever went wrong into one shape: a problem document for programs, sentences for people, an exit code for scripts.
import { HoldfastProblem } from "@holdfast/client";
import { type ErrorCode, errorKinds, HoldfastError, type Problem, toProblem } from "@holdfast/contract";
import { CommanderError } from "commander";

export interface Failure {
  readonly problem: Omit<Problem, "code" | "type"> & { readonly type: string; readonly code: string };
  readonly exitCode: number;
}

/** The command line itself was wrong (EX_USAGE of sysexits). */
const usageExit = 64;
const unreachableExit = errorKinds.database_unavailable.exit;

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorKinds, code);

export function failureOf(error: unknown): Failure {
  if (error instanceof HoldfastError) return { problem: toProblem(error), exitCode: error.exitCode };
  if (error instanceof HoldfastProblem) return failureOfAnswer(error);
  if (error instanceof CommanderError) return failureOfUsage(error);
  return failureOfSurprise(error);
}

function failureOfAnswer({ code, status, detail, action, fields, retryAfterSeconds, data }: HoldfastProblem): Failure {
  const kind = isErrorCode(code) ? errorKinds[code] : undefined;
  const isSilent = code === "network" || code === "timeout";
  return {
    problem: {
      type: `urn:holdfast:error:${code}`,
      title: kind?.title ?? "The server did not answer as expected",
      status,
      code,
      detail,
      action: isSilent ? "See whether the server runs (`holdfast serve`) and whether --url or HOLDFAST_URL is right." : action,
      ...(fields.length === 0 ? {} : { fields: [...fields] }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(Object.keys(data).length === 0 ? {} : { data }),
    },
    exitCode: kind?.exit ?? (isSilent ? unreachableExit : errorKinds.internal.exit),
  };
}

function failureOfUsage(error: CommanderError): Failure {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/(?<![.?!])$/, ".");
  const hint = rest
    .join(" ")
    .replace(/^\((.*)\)$/, "$1")
    .trim();
  return {
    problem: {
      type: "urn:holdfast:error:invalid_request",
      title: "The command is not right",
      status: 400,
      code: "invalid_request",
      detail: hint === "" ? sentence : `${sentence} ${hint}`,
      action: "Add --help to see what the command takes.",
    },
    exitCode: usageExit,
  };
}

function failureOfSurprise(error: unknown): Failure {
  return {
    problem: {
      type: "urn:holdfast:error:internal",
      title: errorKinds.internal.title,
      status: errorKinds.internal.status,
      code: "internal",
      detail: `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`,
      action: "Run the command again with --debug to see where. If it stays, report it with that output.",
    },
    exitCode: errorKinds.internal.exit,
  };
}
