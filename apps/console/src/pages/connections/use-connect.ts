// The way to a provider and back: leaving for it, and what the address says on return, told once.
import { HoldfastProblem } from "@holdfast/client";
import type { ProviderInfo } from "@holdfast/contract";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { goToProvider } from "../../data/connections.js";
import { problemWords, providerName } from "../../data/connection-words.js";
import { useSpeaker } from "../../parts/announcer.js";

/** The provider that is being gone to, and the function that goes. */
export function useConnect(): readonly [string | undefined, (provider: string, account?: string) => void] {
  const [leaving, setLeaving] = useState<string>();
  const { notify } = useSpeaker();
  // Going back in the browser shows this page as it was when it was left.
  useEffect(() => {
    const back = (): void => setLeaving(undefined);
    addEventListener("pageshow", back);
    return () => removeEventListener("pageshow", back);
  }, []);
  const connect = (provider: string, account?: string): void => {
    setLeaving(provider);
    goToProvider(provider, account).catch((error: unknown) => {
      setLeaving(undefined);
      const isTold = error instanceof HoldfastProblem;
      notify({
        tone: "bad",
        text: isTold ? error.detail : "The provider could not be reached.",
        detail: isTold ? error.action : "Try again.",
      });
    });
  };
  return [leaving, connect];
}

/** Tells how the way to the provider ended, and takes it out of the address so that a reload does not tell it again. */
export function useReturnNotice(providers: readonly ProviderInfo[] | undefined): void {
  const { connected, problem, provider } = useSearch({ from: "/shell/connections" });
  const navigate = useNavigate();
  const { notify } = useSpeaker();
  useEffect(() => {
    if (providers === undefined || (connected === undefined && problem === undefined)) return;
    if (connected !== undefined) {
      const text = `Connected to ${providerName(providers, connected)}.`;
      notify({ tone: "good", text, detail: "Its token is kept, sealed, and refreshed by itself." });
    }
    if (problem !== undefined) {
      const name = provider === undefined ? "The account" : providerName(providers, provider);
      notify({ tone: "bad", text: `${name} was not connected.`, detail: problemWords(problem) });
    }
    void navigate({ to: "/connections", search: {}, replace: true });
  }, [providers, connected, problem, provider, navigate, notify]);
}
