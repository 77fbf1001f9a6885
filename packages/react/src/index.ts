// The door of the hooks: a provider, and one hook for each thing that a page shows.
export { HoldfastProvider, type HoldfastProviderProps } from "./holdfast-provider.js";
export { useHoldfast } from "./use-holdfast.js";
export { useConnections, type ShownConnections } from "./use-connections.js";
export { useGroup } from "./use-group.js";
export { useGroups, type ShownGroups } from "./use-groups.js";
export { useIsSelected } from "./use-is-selected.js";
export { useMembership, type Membership } from "./use-membership.js";
export { useOperationQueue, type ShownQueue } from "./use-operation-queue.js";
export { usePresence } from "./use-presence.js";
export { useResource } from "./use-resource.js";
export { useSelection, type GroupSelection, type SelectionOptions } from "./use-selection.js";
export { useStreamState } from "./use-stream-state.js";
export { useSyncState, type ShownSyncState } from "./use-sync-state.js";
export { useUndo, type Undoing } from "./use-undo.js";
