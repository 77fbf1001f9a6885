// Chooses the compressed copy that the browser understands (RFC 9110, section 12.5.3).
import type { Coding, StaticFile } from "./static-file.js";

/** The codings that a header accepts, without those of weight 0. */
function accepted(header: string): ReadonlySet<string> {
  const codings = header.split(",").map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(codings.filter(([, weight = "q=1"]) => !/^q=0(\.0+)?$/.test(weight)).map(([coding = ""]) => coding));
}

export function chooseCoding(header: string | null, bodies: StaticFile["bodies"]): Coding {
  const codings = accepted(header ?? "");
  if (bodies.br !== undefined && codings.has("br")) return "br";
  if (bodies.gzip !== undefined && (codings.has("gzip") || codings.has("*"))) return "gzip";
  return "identity";
}
