// Groups, undo, membership, connections and the state of it all as components use them, against a real server.
import "./testing/dom.js";
import { act, cleanup, waitFor } from "@testing-library/react";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { device, patience } from "./testing/device.js";
import { type Member, realServer, type RealServer } from "./testing/real-server.js";
import { useConnections } from "./use-connections.js";
import { useGroup } from "./use-group.js";
import { useGroups } from "./use-groups.js";
import { useHoldfast } from "./use-holdfast.js";
import { useIsSelected } from "./use-is-selected.js";
import { useMembership } from "./use-membership.js";
import { useOperationQueue } from "./use-operation-queue.js";
import { usePresence } from "./use-presence.js";
import { useSelection } from "./use-selection.js";
import { useSyncState } from "./use-sync-state.js";
import { useUndo } from "./use-undo.js";

const database = testDatabase();
let server: RealServer;
let ada: Member;

beforeAll(async () => {
  server = await realServer(database, 10);
});
afterAll(() => server.close());
beforeEach(async () => {
  ada = await server.join();
});
afterEach(cleanup);

const useDefaultSelection = () => useSelection(useGroup()?.id);
const useDefaultPresence = (name: string) => () => usePresence(useGroup()?.id, name);
const record = (place: number) => server.recordIds[place]!;

describe("useGroups", () => {
  it("[RT-01] shows a group that was made, renamed and deleted on another device", async () => {
    const [here, there] = [await device(ada, useGroups), await device(ada, useGroups)];
    await waitFor(() => expect(there.now().groups).toHaveLength(1), patience);
    await act(() => here.now().perform({ kind: "create_group", name: "Fire" }));
    await waitFor(() => expect(there.now().groups?.map(({ name }) => name)).toEqual([expect.any(String), "Fire"]), patience);
    const { id } = here.now().groups![1]!;
    await act(() => there.now().perform({ kind: "rename_group", group: id, name: "Water" }));
    await waitFor(() => expect(here.now().groups?.[1]?.name).toBe("Water"), patience);
    await act(() => here.now().perform({ kind: "delete_group", group: id }));
    await waitFor(() => expect(there.now().groups).toHaveLength(1), patience);
  });

  it("[SE-06] counts what is selected elsewhere", async () => {
    const here = await device(ada, () => useGroup());
    const there = await device(ada, useDefaultSelection);
    await waitFor(() => expect([here.now()?.count, there.now().state?.version]).toEqual([0, expect.any(Number)]), patience);
    await act(() => there.now().select([record(0), record(1)]));
    await waitFor(() => expect(here.now()?.count).toBe(2), patience);
  });

  it("hands back what was refused", async () => {
    const { now } = await device(ada, useGroups);
    await act(async () => {
      const outcome = await now().perform({ kind: "create_group", name: " " });
      expect(outcome).toMatchObject({ status: "refused", problem: { code: "invalid_request" } });
    });
  });
});

describe("useUndo", () => {
  it("[SE-09] undoes and redoes across devices, and says what comes next", async () => {
    const [here, there] = [await device(ada, useUndo), await device(ada, useDefaultSelection)];
    await waitFor(() => expect(there.now().state).toBeDefined(), patience);
    await act(() => there.now().select([record(0), record(1)]));
    await waitFor(() => expect(here.now().nextUndo?.records).toBe(2), patience);
    await act(async () => expect(await here.now().undo()).toMatchObject({ status: "done", gesture: { records: 2 } }));
    await waitFor(() => expect([there.now().count, here.now().nextUndo]).toEqual([0, undefined]), patience);
    await act(async () => expect(await here.now().redo()).toMatchObject({ status: "done" }));
    await waitFor(() => expect(there.now().count).toBe(2), patience);
    await act(async () => expect(await here.now().redo()).toEqual({ status: "nothing" }));
    expect(here.now().busy).toBeUndefined();
  });
});

describe("useIsSelected", () => {
  it("[UI-02] renders a row anew only when it changes for that row", async () => {
    const { now, renders } = await device(ada, () => useHoldfast());
    const groupId = (await ada.client.call("listGroups", {})).groups[0]!.id;
    const row = await device(ada, () => {
      const { selections } = useHoldfast();
      return { selections, selected: useIsSelected(groupId, record(0)) };
    });
    await act(() => row.now().selections.open(groupId));
    expect(row.now().selected).toBe(false);
    const before = row.renders();
    await act(() => row.now().selections.select(groupId, [record(1), record(2)]));
    await waitFor(() => expect(row.now().selections.syncState()).toBe("synced"), patience);
    expect(row.renders()).toBe(before);
    await act(() => now().selections.select(groupId, [record(0)]));
    await waitFor(() => expect(row.now().selected).toBe(true), patience);
    expect(renders()).toBeGreaterThan(0);
  });
});

describe("useMembership", () => {
  it("[SE-10] tells in which groups the records of a page are, follows events, and shows own gestures at once", async () => {
    const here = await device(ada, () => ({
      membership: useMembership([record(0), record(1)]),
      group: useGroup(),
      selections: useHoldfast().selections,
    }));
    await waitFor(() => expect(here.now().membership.isKnown).toBe(true), patience);
    expect(here.now().membership.groupsOf(record(0))).toEqual([]);
    const there = await device(ada, useDefaultSelection);
    await waitFor(() => expect(there.now().state).toBeDefined(), patience);
    await act(() => there.now().select([record(0)]));
    const groupId = here.now().group!.id;
    await waitFor(() => expect(here.now().membership.groupsOf(record(0))).toEqual([groupId]), patience);
    expect(here.now().membership.groupsOf(record(1))).toEqual([]);
    act(() => void here.now().selections.select(groupId, [record(1)]));
    expect(here.now().membership.groupsOf(record(1))).toEqual([groupId]);
    await waitFor(() => expect(there.now().isSelected(record(1))).toBe(true), patience);
  });
});

describe("usePresence", () => {
  it("[RT-02] shows who else looks at the group, and that they have left", async () => {
    const [here, there] = [await device(ada, useDefaultPresence("Here")), await device(ada, useDefaultPresence("There"))];
    await waitFor(() => expect(here.now().map((viewer) => viewer.device)).toEqual(["There"]), patience);
    await waitFor(() => expect(there.now().map((viewer) => viewer.device)).toEqual(["Here"]), patience);
    expect(here.now()[0]).toMatchObject({ userId: ada.userId, name: expect.stringContaining("@example.org") as string });
    there.leave();
    await waitFor(() => expect(here.now()).toEqual([]), patience);
  });
});

describe("useConnections", () => {
  it("[RT-01] shows a connection that was made elsewhere, and its end", async () => {
    const { now } = await device(ada, useConnections);
    await waitFor(() => expect(now().connections).toEqual([]), patience);
    await ada.client.call("putToken", { params: { provider: "github" }, body: { accessToken: "a token of github" } });
    await waitFor(() => expect(now().connections?.map(({ provider }) => provider)).toEqual(["github"]), patience);
    await act(() => now().disconnect("github"));
    await waitFor(() => expect(now().connections?.map(({ status }) => status)).not.toContain("active"), patience);
  });
});

describe("useSyncState and useOperationQueue", () => {
  it("[UI-02] keeps what is done without a server, says so, and sends it when the server is back", async () => {
    const { now } = await device(ada, () => ({
      sync: useSyncState(),
      queue: useOperationQueue(),
      selection: useDefaultSelection(),
    }));
    await waitFor(
      () => expect([now().selection.state?.version, now().sync.state]).toEqual([expect.any(Number), "synced"]),
      patience,
    );
    await server.lose();
    act(() => void now().selection.select([record(0)]));
    await waitFor(() => expect([now().sync.state, now().sync.problem?.code]).toEqual(["offline", "network"]), patience);
    expect([now().selection.count, now().queue.waiting.map(({ change }) => change.kind)]).toEqual([1, ["select"]]);
    await server.comeBack();
    act(() => now().queue.wake());
    await waitFor(() => expect([now().sync.state, now().sync.waiting]).toEqual(["synced", 0]), patience);
    const [group] = (await ada.client.call("listGroups", {})).groups;
    expect(group!.count).toBe(1);
  });
});
