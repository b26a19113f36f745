import { z } from 'zod';
import { change_reasons, type EventType as EventName, event_types } from './event.ts';

export const EventType = z.enum(event_types as readonly EventName[] as [EventName, ...EventName[]]);
export type EventType = z.infer<typeof EventType>;

export const ChangeReason = z.enum(change_reasons);
export type ChangeReason = z.infer<typeof ChangeReason>;

export const EventMetadata = z.object({
  id: z.ulid(),
  type: EventType,
  schema_major_version: z.int(),
  occurred_at: z.iso.datetime(),
  flow_id: z.string(),
  sequence: z.int().nonnegative(),
});
export const EventEnvelope = z.object({ metadata: EventMetadata, data: z.record(z.string(), z.unknown()) });
export type EventEnvelope = z.infer<typeof EventEnvelope>;
