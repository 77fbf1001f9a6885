// The same routes for Node's own messages: no Request and no Response is made for what is asked most.
import { apiBase } from "@holdfast/contract";
import { honoPath } from "./mount-endpoint.js";
import type { EndpointRoute, PathParams } from "./endpoint-route.js";
import { LiteralFirstRouter } from "./literal-first-router.js";

export interface DirectMatch {
  readonly route: EndpointRoute;
  readonly params: PathParams;
}

/** Finds the route of a plain path of the API, if the route answers in one piece. */
export function directRoutes(routes: readonly EndpointRoute[]): (method: string, target: string) => DirectMatch | undefined {
  const router = new LiteralFirstRouter<EndpointRoute>();
  for (const route of routes) router.add(route.endpoint.method, honoPath(route.endpoint.path), route);
  return (method, target) => {
    if (!target.startsWith(apiBase)) return undefined;
    const query = target.indexOf("?");
    const [found, values] = router.match(method, query < 0 ? target : target.slice(0, query));
    const [route, places] = found[0] ?? [];
    if (route === undefined || places === undefined || !inOnePiece(route)) return undefined;
    return { route, params: values === undefined ? (places as PathParams) : named(places, values) };
  };
}

const inOnePiece = ({ endpoint }: EndpointRoute): boolean => endpoint.stream === undefined && endpoint.accepts === undefined;

function named(places: Readonly<Record<string, string | number>>, values: readonly string[]): PathParams {
  const params: Record<string, string> = {};
  for (const name in places) params[name] = values[Number(places[name])] ?? "";
  return params;
}
