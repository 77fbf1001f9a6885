// What the provider promises without a server: a clear error outside of it, a fallback before the session is open.
import "./testing/dom.js";
import { cleanup, render, renderHook, waitFor } from "@testing-library/react";
import { createHoldfastClient } from "@holdfast/client";
import type { UserId } from "@holdfast/contract";
import { renderToString } from "react-dom/server";
import { afterEach, expect, it } from "vitest";
import { HoldfastProvider } from "./holdfast-provider.js";
import { useGroups } from "./use-groups.js";

afterEach(cleanup);
const client = createHoldfastClient({ baseUrl: "http://127.0.0.1:1" });

function Count() {
  const { groups, problem } = useGroups();
  return <p>{groups?.length ?? problem?.detail ?? "nothing yet"}</p>;
}

it("says what to do when a hook is used outside", () => {
  expect(() => renderHook(useGroups)).toThrow("Render the component below <HoldfastProvider>.");
});

it("renders its fallback on the server and its children in the browser", async () => {
  const page = (
    <HoldfastProvider client={client} userId={"5b0f9d1e-2f6a-4f8e-9d57-0f3ad0c7a001" as UserId} fallback={<p>a moment</p>}>
      <Count />
    </HoldfastProvider>
  );
  expect(renderToString(page)).toBe("<p>a moment</p>");
  const { container } = render(page);
  expect(container.textContent).toBe("nothing yet");
  await waitFor(() => expect(container.textContent).toBe("The server cannot be reached."));
});
