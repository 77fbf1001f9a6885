// The value that stands for "no value" in a facet; the contract's own constant would bring its schemas into the bundle.

export const facetNone = "(none)";
