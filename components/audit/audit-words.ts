import type { Message } from '#lib/messages/text.ts';

/** Beginnings of actions that the filter offers. */
export const audit_areas: readonly { value: string; label: Message }[] = [
  { value: 'session.', label: 'Sign-ins' },
  { value: 'user.', label: 'Users' },
  { value: 'invitation.', label: 'Invitations' },
  { value: 'preset.', label: 'Permission presets' },
  { value: 'vehicle.', label: 'Vehicles' },
  { value: 'command.', label: 'Commands' },
  { value: 'credentials.', label: 'OEM credentials' },
  { value: 'api-client.', label: 'API clients' },
  { value: 'fleet.', label: 'Fleet settings' },
];

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const isChange = (value: unknown): value is { before: unknown; after: unknown } =>
  typeof value === 'object' && value !== null && 'before' in value && 'after' in value;

/** Several columns under one name. */
const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isChange(value);

/** `name: A → B`, `address: 10.0.0.1`: what an entry tells, one part each, in the words of the API. */
export const detailParts = (detail: Record<string, unknown>): string[] =>
  Object.entries(detail)
    .flatMap(([key, value]): [string, unknown][] => (isGroup(value) ? Object.entries(value) : [[key, value]]))
    .filter(([key]) => !key.endsWith('_modified_at'))
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .filter(([, value]) => !isChange(value) || shown(value.before) !== shown(value.after))
    .map(([key, value]) => `${key}: ${isChange(value) ? `${shown(value.before)} → ${shown(value.after)}` : shown(value)}`);
