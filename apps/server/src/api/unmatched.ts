// The answer to an API path or method that does not exist: 404, or 405 with the methods that do.
import { apiBase, type Endpoint, HoldfastError } from "@holdfast/contract";

interface PathMethods {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

type Line = Pick<Endpoint, "method" | "path">;

function groupByPath(endpoints: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of endpoints) groups.set(line.path, [...(groups.get(line.path) ?? []), line]);
  return groups;
}

function pathMethods(endpoints: readonly Line[]): readonly PathMethods[] {
  const byPath = groupByPath(endpoints);
  return [...byPath].map(([path, same]) => ({
    pattern: new RegExp(`^${apiBase}${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
    methods: same.map(({ method }) => method).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])),
  }));
}

export interface Unmatched {
  readonly error: HoldfastError;
  readonly headers: Readonly<Record<string, string>>;
}

/** Made once from the table; answers for one request that no route took. */
export function unmatchedRequests(endpoints: readonly Line[]): (method: string, path: string) => Unmatched {
  const known = pathMethods(endpoints);
  return (method, path) => {
    const allowed = known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    if (allowed.length === 0 || allowed.includes(method)) {
      return {
        error: new HoldfastError("not_found", {
          what: "There is no such address.",
          action: "See /api/docs for those that exist.",
        }),
        headers: {},
      };
    }
    const allow = [...new Set(allowed)].join(", ");
    const what = "This address does not take this method.";
    return {
      error: new HoldfastError("method_not_allowed", { what, action: `Use ${allow}.`, data: { allow } }),
      headers: { allow },
    };
  };
}
