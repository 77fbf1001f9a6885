// A document to render into, beside Node's own fetch, streams and timers, which the server of the same process needs as they are.
import { Window } from "happy-dom";

const page = new Window({ url: "http://holdfast.test/" });
const names = [
  "document",
  "navigator",
  "HTMLElement",
  "HTMLIFrameElement",
  "Element",
  "Node",
  "DocumentFragment",
  "MutationObserver",
  "getComputedStyle",
] as const;

const shown = { window: page, ...Object.fromEntries(names.map((name) => [name, page[name]])) };
// Some versions of Node have a navigator of their own that cannot be assigned.
for (const [name, value] of Object.entries(shown)) Object.defineProperty(globalThis, name, { value, configurable: true });
// Testing Library asks for it, and React then warns of changes that a test did not wait for.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
