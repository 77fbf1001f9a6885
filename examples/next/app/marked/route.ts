// A route of the application: what the member who asks has marked.
import { sessionIn } from "@holdfast/example-law-library";
import { openedLibrary } from "../../src/opened-library.js";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const library = await openedLibrary();
  const member = await library.sessions.find(sessionIn(request.headers.get("cookie")));
  if (member === undefined) return Response.json({}, { status: 401 });
  return Response.json({ marked: await library.markedLaws(member.userId) });
}
