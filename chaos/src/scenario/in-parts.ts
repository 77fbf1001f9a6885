// Asks for many tokens in parts: what waits too long for a connection is refused, and that is not what is looked for here.
export const partSize = 50;

export function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));
}
