// Compiles every package of the workspace that has changed, tests included; the compiler knows which.
import { runCommand } from "../workspace/run-command.js";
import { readCompilerOutput, type CompilerOutput } from "./compiler-output.js";

export interface CompileResult extends CompilerOutput {
  readonly ok: boolean;
}

export async function compilePackages(): Promise<CompileResult> {
  const { ok, output } = await runCommand("tsc", ["-b", "--verbose"]);
  return { ok, ...readCompilerOutput(output) };
}
