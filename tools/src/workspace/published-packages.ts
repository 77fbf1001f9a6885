// The packages that other people install: their surface is reviewed and their form is checked.

/** Folders from the repository. */
export const publishedPackages: readonly string[] = [
  "packages/contract",
  "packages/holdfast",
  "packages/client",
  "packages/react",
];
