import type { PresetName } from '#lib/domain/access.ts';

/** What a person with a preset may do, in one line. */
export const preset_texts: Record<PresetName, string> = {
  Developer: 'Edits vehicles and connects systems; sends no commands.',
  'Fleet Manager': 'May do everything: vehicles, commands, credentials, people.',
  'Operations Specialist': 'Runs the fleet: finds, edits, commands and adds vehicles.',
  Support: 'Helps callers: sees every vehicle, locks and unlocks, archives.',
  'Vehicle Maintenance': 'Works on vehicles: edits and commands them; adds none.',
};

const texts: Readonly<Record<string, string>> = preset_texts;
export const presetText = (preset: string): string => texts[preset] ?? 'Has permissions of its own.';
