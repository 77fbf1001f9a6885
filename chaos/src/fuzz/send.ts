// Sends one request as it was made, and reads what comes back; of a stream only its beginning.
import { type Agent, request } from "node:http";
import type { Given } from "./judge.js";
import type { FuzzRequest } from "./make-request.js";

/** Undefined when the connection was closed without an answer, as it is for what is too large. */
export function send(agent: Agent, url: string, token: string | undefined, asked: FuzzRequest): Promise<Given | undefined> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...asked.headers,
    ...(asked.body === undefined ? {} : { "content-length": String(asked.body.length) }),
  };
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, agent, method: asked.method, path: asked.target, headers }, (response) => {
      const { statusCode: status = 0, headers: told } = response;
      let text = "";
      const end = (): void => resolve({ status, headers: told, text });
      if (told["content-type"]?.startsWith("text/event-stream") === true) {
        end();
        return void sent.destroy();
      }
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", end);
      response.on("error", () => resolve({ status, headers: told, text, isCut: true }));
    });
    sent.on("error", () => resolve(undefined));
    sent.end(asked.body);
  });
}
