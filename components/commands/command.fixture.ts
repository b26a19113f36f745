import type { CommandLogEntry } from '#lib/domain/command-schema.ts';

/** A command of the log, requested at 12:00:00 UTC; `more` says how far it came. */
export const commandEntry = (more: Partial<CommandLogEntry> = {}): CommandLogEntry => ({
  id: '01K0000000000000000000C001',
  vehicle_id: 'JQ7RP',
  command: 'UNLOCK_CENTRAL_LOCK',
  status: 'REQUESTED',
  initiated_by: { type: 'USER', id: 'u1', name: 'Maria Ortiz' },
  requested_at: '2026-11-20T12:00:00.000Z',
  flow_id: '5e77e3e3-48ab-4955-8ab3-1c62339096ab',
  ...more,
});
