import type { EventLogEntry } from '#lib/contract/events.ts';

/** An event of the log; its instant follows from the sequence, one second apart. */
export const logEntry = (sequence: number, more: Partial<EventLogEntry> = {}): EventLogEntry => {
  const at = new Date(Date.UTC(2026, 10, 20, 12) + sequence * 1000).toISOString();
  return {
    id: `event-${sequence}`,
    sequence,
    event_type: 'IGNITION_CHANGED',
    type: 'IgnitionChanged',
    vehicle_id: 'JQ7RP',
    occurred_at: at,
    received_at: at,
    data: { property: 'ignition', previous: 'OFF', current: 'ON' },
    flow_id: `flow-${sequence}`,
    ...more,
  };
};

/** Sequences `from` down to `to`, as the log answers them. */
export const logPage = (from: number, to: number, next_page_token?: string) => ({
  items: Array.from({ length: from - to + 1 }, (_, index) => logEntry(from - index)),
  ...(next_page_token && { next_page_token }),
});
