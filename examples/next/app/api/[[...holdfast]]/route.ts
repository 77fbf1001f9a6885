// Everything below /api is Holdfast's: API, event stream and documentation.
import { openedLibrary } from "../../../src/opened-library.js";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

async function handle(request: Request): Promise<Response> {
  const { server } = await openedLibrary();
  return server.fetch(request);
}

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
