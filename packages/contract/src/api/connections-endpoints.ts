// The endpoints of connections.
import { z } from "zod";
import { beginConnectionSchema, connectionBegunSchema, providerInfoSchema } from "../token.js";
import type { Endpoint } from "./endpoint.js";
import { byToken, providerAnswer } from "./parameter.js";

export const connectionsEndpoints = {
  listProviders: {
    method: "GET",
    path: "/providers",
    summary: "Where accounts can be connected",
    tag: "connections",
    auth: "session",
    limit: "read",
    answers: { 200: z.object({ providers: z.array(providerInfoSchema) }).meta({ id: "ProviderList" }) },
  },
  beginConnection: {
    method: "POST",
    path: "/connections/{provider}",
    summary: "Begin to connect an account: send the person to the address",
    tag: "connections",
    auth: "session",
    limit: "change",
    params: byToken,
    body: beginConnectionSchema,
    answers: { 200: connectionBegunSchema },
  },
  completeConnection: {
    method: "GET",
    path: "/connections/callback",
    summary: "Where providers send people back to; leads on to the console",
    tag: "connections",
    auth: "session",
    limit: "change",
    query: providerAnswer,
    answers: { 303: null },
  },
} as const satisfies Record<string, Endpoint>;
