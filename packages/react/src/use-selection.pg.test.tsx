// The selection of a group as components use them, in StrictMode, against a real server over a real database.
import "./testing/dom.js";
import type { GroupId, RecordId } from "@holdfast/contract";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { testDatabase } from "holdfast/testing/vitest";
import type { ReactNode } from "react";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HoldfastProvider } from "./holdfast-provider.js";
import { device, patience } from "./testing/device.js";
import { type Member, realServer, type RealServer } from "./testing/real-server.js";
import { useGroup } from "./use-group.js";
import { useSelection } from "./use-selection.js";

const database = testDatabase();
let server: RealServer;
let ada: Member;

beforeAll(async () => {
  server = await realServer(database, 30);
});
afterAll(() => server.close());
beforeEach(async () => {
  ada = await server.join();
});
afterEach(cleanup);

const useDefaultSelection = () => useSelection(useGroup()?.id, { total: 30 });
const opened = async (member = ada) => {
  const rendered = await device(member, useDefaultSelection);
  await waitFor(() => expect(rendered.now().state).toBeDefined(), patience);
  return rendered;
};
const [first, second, third, fourth] = [0, 1, 2, 3].map((place) => () => server.recordIds[place]!) as [
  () => RecordId,
  () => RecordId,
  () => RecordId,
  () => RecordId,
];

describe("useSelection", () => {
  it("[UI-02] shows a gesture at once, and then how safe it is", async () => {
    const { now } = await opened();
    act(() => void now().toggle(first()));
    expect([now().isSelected(first()), now().count, now().sync]).toEqual([true, 1, "saving"]);
    await waitFor(() => expect(now().sync).toBe("synced"), patience);
    act(() => void now().toggle(first()));
    expect([now().isSelected(first()), now().count]).toEqual([false, 0]);
    await waitFor(() => expect(now().sync).toBe("synced"), patience);
  });

  it("[RT-02] shows on one device what was done on another", async () => {
    const [here, there] = [await opened(), await opened()];
    await act(() => here.now().select([first(), second()]));
    await waitFor(() => expect(there.now().count).toBe(2), patience);
    expect(there.now().isSelected(second())).toBe(true);
    await act(() => there.now().clear());
    await waitFor(() => expect(here.now().count).toBe(0), patience);
  });

  it("[UI-01] makes the rows of a range, in either direction, what the first one is", async () => {
    const { now } = await opened();
    await act(() => now().select([fourth()]));
    await act(() => now().setRange(server.recordIds, 3, 1));
    expect([first(), second(), third(), fourth()].map(now().isSelected)).toEqual([false, true, true, true]);
    await act(() => now().setRange(server.recordIds, 0, 2));
    expect([first(), second(), third(), fourth()].map(now().isSelected)).toEqual([false, false, false, true]);
  });

  it("[SE-07] selects everything that matches but the exceptions, at once for the rows in view", async () => {
    const { now } = await opened();
    let answered: Promise<unknown> = Promise.resolve();
    act(() => void (answered = now().selectMatching([second()])));
    expect([now().isSelected(first()), now().isSelected(second()), now().count]).toEqual([true, false, 29]);
    await act(() => answered);
    await waitFor(() => expect([now().count, now().sync]).toEqual([29, "synced"]), patience);
    expect(now().isSelected(second())).toBe(false);
    await act(() => now().deselectMatching([first()]));
    await waitFor(() => expect(now().count).toBe(1), patience);
  });

  it("[UI-02] keeps what was refused in sight until it is dismissed, taken back", async () => {
    const { now } = await opened();
    await act(async () => void (await now().select(["not-an-id" as RecordId])));
    expect(now().refused.map(({ refusal }) => refusal?.code)).toEqual(["invalid_request"]);
    expect([now().count, now().sync]).toEqual([0, "refused"]);
    act(() => now().dismiss(now().refused[0]!.operationId));
    expect([now().refused, now().sync]).toEqual([[], "synced"]);
  });

  it("says why a group cannot be read, and does nothing without one", async () => {
    const { now } = await device(ada, () => useSelection("00000000-0000-4000-8000-000000000000" as GroupId));
    await waitFor(() => expect(now().problem?.status).toBe(404), patience);
    const nothing = await device(ada, () => useSelection(undefined));
    await act(async () => expect(await nothing.now().toggle(first())).toEqual([]));
    expect([nothing.now().count, nothing.now().state]).toEqual([0, undefined]);
  });

  it("[SC-02] shows nothing of the user before when another one signs in", async () => {
    const eve = await server.join();
    const mine = await opened();
    await act(() => mine.now().select([first()]));
    let signedIn = ada;
    const wrapper = ({ children }: { readonly children: ReactNode }): ReactNode => (
      <HoldfastProvider client={signedIn.client} userId={signedIn.userId}>
        {children}
      </HoldfastProvider>
    );
    const { result, rerender } = renderHook(useDefaultSelection, { wrapper });
    await waitFor(() => expect(result.current?.count).toBe(1), patience);
    signedIn = eve;
    rerender();
    await waitFor(() => expect([result.current.state?.recordIds.size, result.current.count]).toEqual([0, 0]), patience);
  });
});
