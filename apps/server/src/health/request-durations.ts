// How long requests take, by method, route and status, as a Prometheus histogram: counted for each request, so with as little work as can be.

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const name = "holdfast_http_request_duration_seconds";

/** Of one method, route and status. */
class Series {
  /** The last one counts what is above all bounds. */
  readonly #counts = new Float64Array(bounds.length + 1);
  #sum = 0;

  observe(seconds: number): void {
    this.#sum += seconds;
    let bucket = 0;
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** Lines of the exposition format, in which each bucket holds the smaller ones too. */
  lines(labels: string): readonly string[] {
    let count = 0;
    const buckets = Array.from(this.#counts, (more, bucket) => {
      count += more;
      return `${name}_bucket{le="${bounds[bucket] ?? "+Inf"}",${labels}} ${count}`;
    });
    return [...buckets, `${name}_sum{${labels}} ${this.#sum}`, `${name}_count{${labels}} ${count}`];
  }
}

const quoted = (text: string): string => JSON.stringify(text);

/** prom-client's own histogram looks the series of a value up by a text that it makes of the labels each time. */
export class RequestDurations {
  /** By route, by status, by method: all three are texts and numbers that are there already, none is made for the look-up. */
  readonly #routes = new Map<string, Map<number, Map<string, Series>>>();

  observe(method: string, route: string, status: number, milliseconds: number): void {
    const series = this.#routes.get(route)?.get(status)?.get(method) ?? this.#begin(method, route, status);
    series.observe(milliseconds / 1000);
  }

  #begin(method: string, route: string, status: number): Series {
    const series = new Series();
    const statuses = this.#routes.get(route) ?? new Map<number, Map<string, Series>>();
    const methods = statuses.get(status) ?? new Map<string, Series>();
    this.#routes.set(route, statuses.set(status, methods.set(method, series)));
    return series;
  }

  /** The exposition text. */
  text(): string {
    const head = [`# HELP ${name} Time to answer, by route pattern and status.`, `# TYPE ${name} histogram`];
    const lines = [...this.#routes].flatMap(([route, statuses]) =>
      [...statuses].flatMap(([status, methods]) =>
        [...methods].flatMap(([method, series]) =>
          series.lines(`method=${quoted(method)},route=${quoted(route)},status="${status}"`),
        ),
      ),
    );
    return `${[...head, ...lines].join("\n")}\n`;
  }
}
