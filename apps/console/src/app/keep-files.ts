// Has the service worker keep the console's files, so that it opens without a network (UI-02).
import { fetchAhead } from "./fetch-ahead.js";

/** What this page has loaded of its own files so far; pages that were never opened are not among them. */
function ownFiles(): readonly string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/assets/`) || name.startsWith(`${location.origin}/fonts/`));
}

const restMs = 1000;

/** After the page stands, so that nothing is slower for it. */
export function keepFiles(): void {
  const register = async (): Promise<void> => {
    await fetchAhead();
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: ownFiles() });
  };
  // Where it is refused, the console works as it does without.
  const begin = (): void => {
    setTimeout(() => void register().catch(() => undefined), restMs);
  };
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
