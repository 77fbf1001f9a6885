// `npm run dev`: compiles on every change, restarts the server with what was compiled, and serves the console with hot reload.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compilePackages } from "./build/compile-packages.js";
import { startProgram, type DevProgram } from "./dev/dev-program.js";
import { root } from "./workspace/root.js";

const programs: readonly DevProgram[] = [
  { name: "types", command: "tsc", parameters: ["-b", "--watch", "--preserveWatchOutput"] },
  {
    name: "server",
    command: "node",
    parameters: ["--watch", "--watch-preserve-output", "apps/cli/dist/main.js", "serve", ...process.argv.slice(2)],
  },
  { name: "console", command: "vite", parameters: [], folder: "apps/console" },
];

const { errors } = await compilePackages();
if (errors !== "") console.error(errors);

const present = programs.filter(({ folder }) => folder === undefined || existsSync(join(root, folder, "index.html")));
const running = present.map((program) => ({ program, child: startProgram(program) }));

function stopAll(): void {
  for (const { child } of running) child.kill("SIGTERM");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stopAll);

for (const { program, child } of running) {
  child.on("exit", (code, signal) => {
    if (signal === null && code !== 0) {
      console.error(`${program.name} ended with code ${code}; the others are stopped.`);
      process.exitCode = 1;
    }
    stopAll();
  });
}
