// Small file systems of their own, for faults that a disk shared with others must not suffer. They need root and Linux.
import { execFile } from "node:child_process";
import { mkdir, rm, truncate, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Mounted {
  readonly path: string;
  unmount(): Promise<void>;
}

function mounted(path: string): Mounted {
  return { path, unmount: () => run("umount", [path]).then(() => undefined) };
}

/** What a program said when it failed; undefined when the work succeeded. */
async function reasonOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    return (stderr ?? "").trim() || message;
  }
}

/** A file system in memory with a hard limit. Rejects with what mount said. */
export async function mountMemory(path: string, bytes: number): Promise<Mounted> {
  await mkdir(path, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", path]);
  return mounted(path);
}

export async function makeImage(image: string, bytes: number): Promise<void> {
  await writeFile(image, "");
  await truncate(image, bytes);
  await run("mkfs.ext4", ["-q", "-F", image]);
}

/** Mounts an ext4 image through a loop device: what is in the image is what the disk was given. */
export async function mountImage(image: string, path: string): Promise<Mounted> {
  await mkdir(path, { recursive: true });
  await run("mount", ["-o", "loop", image, path]);
  return mounted(path);
}

/** Why memory cannot be mounted here; undefined when it can. */
export function memoryMountFault(path: string): Promise<string | undefined> {
  return reasonOf(async () => (await mountMemory(path, 1024 * 1024)).unmount());
}

/** Why an image cannot be mounted here; undefined when it can. */
export function imageMountFault(folder: string): Promise<string | undefined> {
  const image = `${folder}/probe.img`;
  return reasonOf(async () => {
    await makeImage(image, 16 * 1024 * 1024);
    await (await mountImage(image, `${folder}/probe`)).unmount();
    await rm(image);
  });
}

/** Why the tracer cannot inject faults here; undefined when it can. */
export function tracerFault(): Promise<string | undefined> {
  return reasonOf(() => run("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=none", "true"]));
}
