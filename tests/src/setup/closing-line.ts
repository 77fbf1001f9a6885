// Ends every run of the tests with one line for programs: how many passed, failed and were skipped.
import type { Reporter, TestModule } from "vitest/node";

/** Counts tests, and as one failure each whatever broke outside of a test: a file, a hook, an unhandled rejection. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string): number => states.filter((found) => found === state).length;
    const broken = modules.reduce((sum, module) => sum + errorsOutsideTests(module), 0);
    const failed = count("failed") + broken + unhandled.length;
    const skipped = count("skipped") + count("pending");
    const line = `${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    // Reporters speak one after the other, and the process still has servers to stop: this comes after all of them.
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}

function errorsOutsideTests(module: TestModule): number {
  const suites = [...module.children.allSuites()];
  return [module, ...suites].reduce((sum, part) => sum + part.errors().length, 0);
}
