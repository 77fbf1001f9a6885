// The endpoints of tokens.
import { z } from "zod";
import {
  absentTokenSchema,
  heldTokenInfoSchema,
  putTokenRequestSchema,
  refreshedTokenSchema,
  revealedTokenSchema,
} from "../token.js";
import { tokenEventPageSchema } from "../token-search.js";
import type { Endpoint } from "./endpoint.js";
import { byToken, account, count } from "./parameter.js";

export const tokensEndpoints = {
  listTokens: {
    method: "GET",
    path: "/tokens",
    summary: "The caller's held tokens, without their secrets",
    tag: "tokens",
    auth: "session",
    limit: "read",
    answers: { 200: z.object({ tokens: z.array(heldTokenInfoSchema) }).meta({ id: "TokenList" }) },
  },
  putToken: {
    method: "PUT",
    path: "/tokens/{provider}",
    summary: "Keep a token",
    tag: "tokens",
    auth: "session",
    limit: "change",
    params: byToken,
    query: account,
    body: putTokenRequestSchema,
    answers: { 200: heldTokenInfoSchema },
  },
  getToken: {
    method: "GET",
    path: "/tokens/{provider}",
    summary: "The access token, for programs",
    tag: "tokens",
    auth: "bearer",
    limit: "read",
    params: byToken,
    query: account,
    answers: { 200: z.discriminatedUnion("status", [revealedTokenSchema, absentTokenSchema]) },
  },
  tokenHistory: {
    method: "GET",
    path: "/tokens/{provider}/history",
    summary: "What happened to a token, newest first, without its secret",
    tag: "tokens",
    auth: "session",
    limit: "read",
    params: byToken,
    query: account.extend({ after: z.string().max(200).optional(), limit: count(100, 500, 1) }),
    answers: { 200: tokenEventPageSchema },
  },
  revokeToken: {
    method: "DELETE",
    path: "/tokens/{provider}",
    summary: "Disconnect: revoke a token here, and at its provider",
    tag: "tokens",
    auth: "session",
    limit: "change",
    params: byToken,
    query: account,
    answers: { 200: heldTokenInfoSchema },
  },
  refreshToken: {
    method: "POST",
    path: "/tokens/{provider}/refresh",
    summary: "Fetch a new access token now",
    tag: "tokens",
    auth: "session",
    limit: "change",
    params: byToken,
    query: account,
    answers: { 200: z.discriminatedUnion("status", [refreshedTokenSchema, absentTokenSchema]) },
  },
} as const satisfies Record<string, Endpoint>;
