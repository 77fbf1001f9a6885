// All presets by name.
import { businessPresets } from "./preset/business.js";
import { developmentPresets } from "./preset/development.js";
import { everydayPresets } from "./preset/everyday.js";
import { identityPresets } from "./preset/identity.js";
import type { ProviderPreset } from "./provider-preset.js";

export const presets = { ...developmentPresets, ...identityPresets, ...businessPresets, ...everydayPresets } as const;
export type PresetName = keyof typeof presets;

/** Undefined for a name that is none. */
export function presetOf(name: string): ProviderPreset | undefined {
  return Object.hasOwn(presets, name) ? presets[name as PresetName] : undefined;
}
