// A route of the application, which asks the library itself.
import { openedHoldfast } from "../../src/holdfast-server.js";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { holdfast } = await openedHoldfast();
  return Response.json({ from: "the application", ready: holdfast.status().ready });
}
