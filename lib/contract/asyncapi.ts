import { z } from 'zod';
import { type EventType, event_types, eventTopics, schemaMajorVersion } from '#lib/domain/event.ts';
import { api_path } from './api-path.ts';
import { eventData, eventSummary, StreamedEvent } from './event-data.ts';
import { eventExample } from './examples/event-examples.ts';
import { alive_interval_ms } from './live.ts';
import type { JsonSchema } from './openapi/document-types.ts';
import { createSchemas, type Schemas } from './openapi/schemas.ts';
import { release_version } from './openapi.ts';

interface Channel {
  /** Absent: not delivered at an address of its own. */
  address?: string;
  title: string;
  description: string;
  messages: Record<string, { $ref: string }>;
}

/** The parts of AsyncAPI 3.0 that our document is made of; https://www.asyncapi.com/docs/reference/specification/v3.0.0. */
export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: { title: string; version: string; description: string; license: { name: string; url: string } };
  defaultContentType: 'application/json';
  servers: Record<string, object>;
  channels: Record<string, Channel>;
  operations: Record<string, object>;
  components: { messages: Record<string, object>; schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
}

const description = [
  'What a Motorpool installation tells about its fleet. Every event lies in the log of the fleet once, under a sequence without gaps.',
  'This release delivers events by server-sent events at `/live`. Topics group the event types; a derived event has a topic of its own name and also belongs to `VehicleStateChange`.',
  'Delivery is at least once: use `id` or `sequence` to recognise a repeat.',
].join('\n\n');

const reference = (place: 'messages' | 'schemas' | 'securitySchemes', name: string) => ({ $ref: `#/components/${place}/${name}` });

const payload = (type: EventType, schemas: Schemas): JsonSchema => ({
  allOf: [
    schemas.refer(StreamedEvent, 'output', 'StreamedEvent'),
    { type: 'object', properties: { type: { const: type }, data: schemas.inline(eventData(type), 'output') } },
  ],
});

const eventMessage = (type: EventType) => ({
  name: type,
  title: type,
  summary: eventSummary(type),
  contentType: 'application/json',
  payload: reference('schemas', type),
  examples: [{ name: type, payload: eventExample(type) }],
  'x-topics': eventTopics(type),
  'x-schema-major-version': schemaMajorVersion(type),
});

const instant = z.iso.datetime();
const stream_frames = {
  alive: { summary: `Sent every ${alive_interval_ms / 1000} seconds`, schema: z.object({ at: instant }) },
  reset: {
    summary: 'The asked sequence is no longer held: read afresh and follow from `newest`. Ends the stream',
    schema: z.object({ oldest: z.int(), newest: z.int() }),
  },
};

const topicChannels = (): Record<string, Channel> => {
  const topics = [...new Set(event_types.flatMap(eventTopics))];
  return Object.fromEntries(
    topics.map((topic) => {
      const types = event_types.filter((type) => eventTopics(type).includes(topic));
      const messages = Object.fromEntries(types.map((type) => [type, reference('messages', type)]));
      const text = 'A topic, without an address of its own in this release: its events come over the live stream.';
      return [topic, { title: topic, description: text, messages }];
    }),
  );
};

const messagesOf = (schemas: Schemas): Record<string, object> => ({
  log: {
    name: 'log',
    title: 'Events',
    summary: 'Events in sequence; the `id` of the frame is the last sequence',
    contentType: 'application/json',
    payload: { type: 'array', items: { oneOf: event_types.map((type) => reference('schemas', type)) } },
    examples: [{ name: 'log', payload: [eventExample('CentralLockChanged')] }],
  },
  ...Object.fromEntries(
    Object.entries(stream_frames).map(([name, { summary, schema }]) => [
      name,
      { name, title: name, summary, contentType: 'application/json', payload: schemas.inline(schema, 'output') },
    ]),
  ),
  ...Object.fromEntries(event_types.map((type) => [type, eventMessage(type)])),
});

/** The events as AsyncAPI 3. `app_url` is the public address of the installation, without a slash at its end. */
export const asyncApiDocument = ({ app_url }: { app_url: string }): AsyncApiDocument => {
  const schemas = createSchemas();
  const { host, protocol } = new URL(app_url);
  for (const type of event_types) schemas.components[type] = payload(type, schemas);
  const frames = ['log', 'alive', 'reset'];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Motorpool events',
      version: release_version,
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      installation: {
        host,
        protocol: protocol.replace(':', ''),
        pathname: api_path,
        description: 'This installation',
        security: [reference('securitySchemes', 'token')],
      },
    },
    channels: {
      live: {
        address: '/live',
        title: 'Live stream',
        description:
          'Server-sent events from `after` (or Last-Event-ID) on, else from now. The event name of a frame is the name of its message.',
        messages: Object.fromEntries(frames.map((name) => [name, reference('messages', name)])),
      },
      ...topicChannels(),
    },
    operations: {
      followEvents: {
        action: 'send',
        channel: { $ref: '#/channels/live' },
        title: 'Follow the events of the fleet',
        summary: 'GET with `Accept: text/event-stream` and an access token',
        messages: frames.map((name) => ({ $ref: `#/channels/live/messages/${name}` })),
      },
    },
    components: {
      messages: messagesOf(schemas),
      schemas: schemas.components,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: `From POST ${api_path}/auth/oauth/token` } },
    },
  };
};
