// Finds the route of a request: literal addresses by one look-up, those with parameters by one regular expression.
import type { Params, Result, Router } from "hono/router";
import { RegExpRouter } from "hono/router/reg-exp-router";

const noParams = Object.freeze(Object.create(null) as Params);

/**
 * Hono's fast router refuses tables in which `/records/facets` stands beside `/records/:id`, and its general one is slow. Here a
 * literal address always wins, in whatever order routes are added. It knows no middleware: one handler per route.
 */
export class LiteralFirstRouter<T> implements Router<T> {
  readonly name = "LiteralFirstRouter";
  readonly #literals = new Map<string, Result<T>>();
  readonly #patterns = new RegExpRouter<T>();

  add(method: string, path: string, handler: T): void {
    if (path.includes(":") || path.includes("*")) this.#patterns.add(method, path, handler);
    else this.#literals.set(`${method} ${path}`, [[[handler, noParams]]]);
  }

  match(method: string, path: string): Result<T> {
    return this.#literals.get(`${method} ${path}`) ?? this.#patterns.match(method, path);
  }
}
