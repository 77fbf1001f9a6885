// The same routes for Node's own messages: no Request and no Response is made for what is asked most.
import { apiBase } from "@holdfast/contract";
import { isPlainTarget } from "./asked.js";
import { honoPath } from "./mount-endpoint.js";
import type { EndpointRoute, PathParams } from "./endpoint-route.js";
import { LiteralFirstRouter } from "./literal-first-router.js";

export interface DirectMatch {
  readonly route: EndpointRoute;
  readonly params: PathParams;
}

const MOST_KNOWN = 2000;
const LONGEST_KNOWN = 200;

/** Finds the route of a plain path of the API, if the route answers in one piece. */
export function directRoutes(routes: readonly EndpointRoute[]): (method: string, target: string) => DirectMatch | undefined {
  const router = new LiteralFirstRouter<EndpointRoute>();
  for (const route of routes) router.add(route.endpoint.method, honoPath(route.endpoint.path), route);
  const find = (method: string, path: string): DirectMatch | undefined => {
    if (!path.startsWith(apiBase) || !isPlainTarget(path)) return undefined;
    const [found, values] = router.match(method, path);
    const [route, places] = found[0] ?? [];
    if (route === undefined || places === undefined || !inOnePiece(route)) return undefined;
    return { route, params: values === undefined ? (places as PathParams) : named(places, values) };
  };
  const known = knownMatches(find);
  return (method, target) => {
    const query = target.indexOf("?");
    if (query < 0) return known(method, target);
    return isPlainTarget(target) ? known(method, target.slice(0, query)) : undefined;
  };
}

/** People ask for the same few paths again and again: these are found by one look-up, with the same frozen parameters each time. */
function knownMatches(find: (method: string, path: string) => DirectMatch | undefined): typeof find {
  const known = new Map<string, Map<string, DirectMatch>>();
  return (method, path) => {
    const paths = known.get(method);
    const before = paths?.get(path);
    if (before !== undefined) return before;
    const found = find(method, path);
    if (found === undefined || path.length > LONGEST_KNOWN) return found;
    if (paths === undefined) known.set(method, new Map([[path, found]]));
    else {
      if (paths.size >= MOST_KNOWN) paths.clear();
      paths.set(path, found);
    }
    return found;
  };
}

const inOnePiece = ({ endpoint }: EndpointRoute): boolean => endpoint.stream === undefined && endpoint.accepts === undefined;

function named(places: Readonly<Record<string, string | number>>, values: readonly string[]): PathParams {
  const params: Record<string, string> = {};
  for (const name in places) params[name] = values[Number(places[name])] ?? "";
  return Object.freeze(params);
}
