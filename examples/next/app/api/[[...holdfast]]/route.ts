// Everything below /api is Holdfast's: API, event stream and documentation.
import { openedHoldfast } from "../../../src/holdfast-server.js";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

async function handle(request: Request): Promise<Response> {
  const { server } = await openedHoldfast();
  return server.fetch(request);
}

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
