// Renders a hook below a provider of its own, in StrictMode: one device of somebody's.
import { renderHook, waitFor } from "@testing-library/react";
import { StrictMode, type ReactNode } from "react";
import { expect } from "vitest";
import { HoldfastProvider } from "../holdfast-provider.js";
import { useStreamState } from "../use-stream-state.js";
import type { Member } from "./real-server.js";

/** How long a test waits for what must come; a loaded machine is slow. */
export const patience = { timeout: 10_000 };

export interface Device<Shown> {
  /** What the hook answers now. */
  now(): Shown;
  /** How often the component was rendered. */
  renders(): number;
  /** Renders it once more; what the hook closes over may have changed. */
  again(): void;
  leave(): void;
}

/** Resolves when changes of elsewhere come in. */
export async function device<Shown>({ client, userId }: Member, use: () => Shown): Promise<Device<Shown>> {
  let renders = 0;
  const wrapper = ({ children }: { readonly children: ReactNode }): ReactNode => (
    <StrictMode>
      <HoldfastProvider client={client} userId={userId}>
        {children}
      </HoldfastProvider>
    </StrictMode>
  );
  const useBoth = () => {
    renders += 1;
    return { shown: use(), stream: useStreamState() };
  };
  const { result, rerender, unmount } = renderHook(useBoth, { wrapper });
  await waitFor(() => expect(result.current?.stream).toBe("live"), patience);
  return { now: () => result.current.shown, renders: () => renders, again: () => rerender(), leave: unmount };
}
