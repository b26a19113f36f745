import type { EventType } from '#lib/domain/event.ts';

/**
 * One event on the screens' live stream (`GET /api/v1/live?after=<sequence>`, server-sent events).
 * Frames: `event: log` with a JSON array of these in sequence and `id:` = the last sequence; `event: alive` every few seconds with `{ at }`;
 * `event: reset` with `{ oldest, newest }` when the asked sequence is no longer held, or too far behind to be told event by event: take a fresh snapshot.
 * `data` of a VehicleStateRecorded is a `StateRecord`; of the others as in the event's description.
 */
export interface LiveEvent {
  sequence: number;
  id: string;
  type: EventType;
  vehicle_id: string;
  occurred_at: string;
  received_at: string;
  flow_id: string;
  data: Record<string, unknown>;
}

export const live_path = '/api/v1/live';
export const alive_interval_ms = 5000;
