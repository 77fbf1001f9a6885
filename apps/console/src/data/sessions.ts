// The sessions of the account: told by the stream when one begins or ends here, asked for where another process may have ended one.
import { queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  refetchOnWindowFocus: "always",
  refetchInterval: 30_000,
  queryFn: ({ signal }) => api.call("listSessions", { signal }),
});
