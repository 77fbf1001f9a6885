// The form for a token by hand, and the order of connections.
import type { HeldTokenInfo } from "@holdfast/contract";
import { expect, test } from "vitest";
import { tokenBody, tokenFaults, type TokenForm } from "./add-token-dialog.js";
import { inOrderOfNeed } from "./connections-page.js";

const empty: TokenForm = { provider: "", account: "", accessToken: "", refreshToken: "", scopes: "", expires: "" };

test("[UI-05] a form says which fields need what", () => {
  expect(Object.keys(tokenFaults(empty))).toEqual(["provider", "accessToken"]);
  expect(Object.keys(tokenFaults({ ...empty, provider: "git hub", account: "-x", accessToken: "t" }))).toEqual([
    "provider",
    "account",
  ]);
  expect(tokenFaults({ ...empty, provider: "github", accessToken: "t" })).toEqual({});
});

test("[UI-05] what is sent is trimmed, and empty fields stay away", () => {
  expect(tokenBody({ ...empty, provider: "github", accessToken: " t\n", scopes: "repo, read:user  x" })).toEqual({
    accessToken: "t",
    scopes: ["repo", "read:user", "x"],
  });
  const local = "2027-03-01T10:00";
  expect(tokenBody({ ...empty, accessToken: "t", refreshToken: "r", expires: local })).toMatchObject({
    refreshToken: "r",
    expiresAt: new Date(local).toISOString(),
  });
});

test("[UI-05] what needs somebody comes first", () => {
  const token = (provider: string, status: HeldTokenInfo["status"]): HeldTokenInfo =>
    ({ provider, account: "default", status }) as HeldTokenInfo;
  const order = inOrderOfNeed([
    token("b", "active"),
    token("r", "revoked"),
    token("a", "active"),
    token("z", "reconnect_required"),
    token("e", "expired"),
  ]);
  expect(order.map(({ provider }) => provider)).toEqual(["z", "e", "a", "b", "r"]);
});
