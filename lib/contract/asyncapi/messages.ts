import { z } from 'zod';
import { type EventType, event_types, eventTopics, public_event_types, schemaMajorVersion } from '#lib/domain/event.ts';
import { EventEnvelope } from '#lib/domain/event-schema.ts';
import { eventData, eventSummary, liveEventData, StreamedEvent } from '../event-data.ts';
import { envelopeExample, liveEventExample } from '../examples/event-examples.ts';
import { alive_interval_ms } from '../live.ts';
import type { JsonSchema } from '../openapi/document-types.ts';
import type { Schemas } from '../openapi/schemas.ts';
import { EventReset } from '../public-events.ts';

export const reference = (place: 'messages' | 'schemas' | 'securitySchemes', name: string) => ({ $ref: `#/components/${place}/${name}` });

const liveName = (type: EventType) => `Live${type}`;

const envelopePayload = (type: EventType, schemas: Schemas): JsonSchema => ({
  allOf: [
    schemas.refer(EventEnvelope, 'output', 'EventEnvelope'),
    {
      type: 'object',
      properties: {
        metadata: { type: 'object', properties: { type: { const: type }, schema_major_version: { const: schemaMajorVersion(type) } } },
        data: schemas.inline(eventData(type), 'output'),
      },
    },
  ],
});

const livePayload = (type: EventType, schemas: Schemas): JsonSchema => ({
  allOf: [
    schemas.refer(StreamedEvent, 'output', 'StreamedEvent'),
    { type: 'object', properties: { type: { const: type }, data: schemas.inline(liveEventData(type), 'output') } },
  ],
});

/** The form of each event on both streams: the public one under the name of its type. */
export const addEventSchemas = (schemas: Schemas): void => {
  for (const type of public_event_types) schemas.components[type] = envelopePayload(type, schemas);
  for (const type of event_types) schemas.components[liveName(type)] = livePayload(type, schemas);
};

const eventMessage = (type: EventType) => ({
  name: type,
  title: type,
  summary: eventSummary(type),
  contentType: 'application/json',
  payload: reference('schemas', type),
  examples: [{ name: type, payload: envelopeExample(type) }],
  'x-topics': eventTopics(type),
  'x-schema-major-version': schemaMajorVersion(type),
});

const frame = (name: string, summary: string, schema: z.ZodType, schemas: Schemas) => ({
  name,
  title: name,
  summary,
  contentType: 'application/json',
  payload: schemas.inline(schema, 'output'),
});

export const messagesOf = (schemas: Schemas): Record<string, object> => ({
  ...Object.fromEntries(public_event_types.map((type) => [type, eventMessage(type)])),
  reset: frame('reset', 'The asked sequence is no longer held: the stream goes on with the oldest event there is', EventReset, schemas),
  log: {
    name: 'log',
    title: 'Events',
    summary: 'Events in sequence; the `id` of the frame is the last sequence',
    contentType: 'application/json',
    payload: { type: 'array', items: { oneOf: event_types.map((type) => reference('schemas', liveName(type))) } },
    examples: [{ name: 'log', payload: [liveEventExample('CentralLockChanged')] }],
  },
  alive: frame('alive', `Sent every ${alive_interval_ms / 1000} seconds`, z.object({ at: z.iso.datetime() }), schemas),
  end: {
    ...frame('reset', 'The asked sequence is no longer held: read afresh and follow from `newest`. Ends the stream', EventReset, schemas),
    title: 'end',
  },
});
