import type { PresetName } from '#lib/domain/access.ts';

/** What a person with a preset may do, in one line. */
export const preset_texts: Record<PresetName, string> = {
  Developer: 'Connects systems, edits vehicles; no commands.',
  'Fleet Manager': 'May do everything, credentials included.',
  'Operations Specialist': 'Finds, edits, commands and adds vehicles.',
  Support: 'Helps callers: finds, unlocks, archives.',
  'Vehicle Maintenance': 'Edits and commands vehicles; adds none.',
};

const texts: Readonly<Record<string, string>> = preset_texts;
export const presetText = (preset: string): string => texts[preset] ?? 'Has permissions of its own.';
