// Small choices that this browser remembers; where storage is switched off they last as long as the page.

export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(`holdfast.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`holdfast.${key}`);
    else localStorage.setItem(`holdfast.${key}`, value);
  } catch {
    // Nothing to do: the choice holds until the page is left.
  }
}

/** What lasts as long as the tab; where storage is switched off, as long as the page. */
export function sessionMemory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    return sessionStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}
