import type { PresetName } from '#lib/domain/access.ts';
import type { Message } from '#lib/messages/text.ts';

/** What a person with a preset may do, in one line. */
export const preset_texts: Record<PresetName, Message> = {
  Developer: 'Connects systems, edits vehicles; no commands.',
  'Fleet Manager': 'May do everything, credentials included.',
  'Operations Specialist': 'Finds, edits, commands and adds vehicles.',
  Support: 'Helps callers: finds, unlocks, archives.',
  'Vehicle Maintenance': 'Edits and commands vehicles; adds none.',
};

const texts: Readonly<Record<string, Message>> = preset_texts;
export const presetText = (preset: string): Message => texts[preset] ?? 'Has permissions of its own.';
