import { z } from 'zod';
import { change_reasons, type EventType as EventName, event_types, public_event_types, public_topics } from './event.ts';

export const EventType = z.enum(event_types as readonly EventName[] as [EventName, ...EventName[]]);
export type EventType = z.infer<typeof EventType>;

export const PublicEventType = z.enum(public_event_types as [EventName, ...EventName[]]);
export const EventTopic = z.enum(public_topics as [string, ...string[]]);

export const ChangeReason = z.enum(change_reasons);
export type ChangeReason = z.infer<typeof ChangeReason>;

export const EventMetadata = z.object({
  id: z.ulid().describe('Unique: recognises an event that is delivered again'),
  type: PublicEventType,
  schema_major_version: z.int().describe('Raised when `data` of this type changes in a way that breaks its readers'),
  occurred_at: z.iso.datetime(),
  flow_id: z.string().describe('The flow id of the request that caused it'),
  sequence: z.int().nonnegative().describe('Position in the log of the fleet'),
});

/** An event as every public channel carries it: streams, lists, webhooks, queues. */
export const EventEnvelope = z.object({ metadata: EventMetadata, data: z.record(z.string(), z.unknown()) });
export type EventEnvelope = z.infer<typeof EventEnvelope>;
