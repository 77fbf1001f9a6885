// Builds what has changed and says nothing when nothing has: `npm start` and `npm test` run it every time.
import { bundleConsole } from "./build/bundle-console.js";
import { clientSize, sizeText } from "./build/client-size.js";
import { compilePackages } from "./build/compile-packages.js";
import { root } from "./workspace/root.js";
import { formatDuration } from "./workspace/duration.js";

async function packagesStep(): Promise<boolean> {
  const started = performance.now();
  const { ok, compiled, errors } = await compilePackages();
  const took = formatDuration(performance.now() - started);
  if (!ok) console.error(`${errors}\n\nbuild: the packages do not compile (${took})`);
  else if (compiled.length > 0) console.log(`build: compiled ${compiled.join(", ")} (${took})`);
  return ok && (!compiled.includes("packages/client") || (await clientStep()));
}

async function clientStep(): Promise<boolean> {
  const size = await clientSize(root);
  console.log(`build: ${size.fault ?? sizeText(size)}`);
  return size.fault === undefined;
}

async function consoleStep(): Promise<boolean> {
  const started = performance.now();
  const result = await bundleConsole();
  const took = formatDuration(performance.now() - started);
  if (result.state === "failed") console.error(`${result.output}\n\nbuild: the console cannot be bundled (${took})`);
  if (result.state === "bundled") console.log(`build: bundled apps/console (${took})`);
  return result.state !== "failed";
}

process.exitCode = (await packagesStep()) && (await consoleStep()) ? 0 : 1;
