import type { z } from 'zod';
import { envelopeExample } from '../examples/event-examples.ts';
import { alive_interval_ms } from '../live.ts';
import { EventStreamQuery, stream_alive_interval_ms, stream_path } from '../public-events.ts';
import type { JsonSchema, OperationObject, Parameter, PathItem, Reference } from './document-types.ts';
import { headerParameter, headerReferences, rate_limit_headers } from './headers.ts';
import type { Context } from './operation-object.ts';
import { parameter } from './parameters.ts';
import { live_security } from './security.ts';

const text: JsonSchema = { type: 'string' };

const last_event_id: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The same as `after`, as browsers send it; wins over it',
  schema: { type: 'integer', minimum: 0 },
};

interface StreamText {
  operationId: string;
  summary: string;
  description: string[];
  parameters: (Parameter | Reference)[];
  example: string;
}

const stream = (context: Context, { description, parameters, example, ...told }: StreamText): OperationObject => ({
  ...told,
  description: description.join('\n\n'),
  tags: ['Events'],
  security: live_security,
  parameters: [...parameters, last_event_id, headerParameter('FleetId')],
  responses: {
    '200': {
      description: 'The stream, until one side ends it',
      headers: headerReferences('X-INVERS-Flow-ID', ...rate_limit_headers),
      content: { 'text/event-stream': { schema: text, example } },
    },
    ...context.problemResponses([
      'validation-error',
      'missing-credentials',
      'invalid-credentials',
      'forbidden-resource',
      'missing-permissions',
      'too-many-requests',
      'internal-server-error',
      'service-unavailable',
    ]),
  },
  'x-invers-permission': 'vehicles.ro',
  'x-motorpool-extension': true,
});

const live = (context: Context) =>
  stream(context, {
    operationId: 'followEvents',
    summary: 'Follow the events of the fleet as the screens do',
    description: [
      'Server-sent events. Frames named `log` carry an array of events in sequence, and their `id` is the last sequence; the AsyncAPI document describes the events. States come in compact form: programs are served better by `/events/stream`.',
      `\`alive\` comes every ${alive_interval_ms / 1000} seconds. \`reset\` with \`{ oldest, newest }\` ends a stream whose starting point is no longer held: read afresh, then follow from \`newest\`.`,
      'With `vehicles.ro` alone only state and vehicle events are sent; `events-trips.ro` adds all others. A reader with more than 1 MiB unread is cut and can resume.',
    ],
    parameters: [
      {
        name: 'after',
        in: 'query',
        required: false,
        description: 'Sequence of the last event that you have; without it the stream begins now',
        schema: { type: 'integer', minimum: 0 },
        example: 184_467,
      },
    ],
    example:
      'retry: 1000\n\nevent: alive\ndata: {"at":"2026-05-18T09:41:08.000Z"}\n\nid: 184468\nevent: log\ndata: [{"sequence":184468,…}]\n\n',
  });

const event = envelopeExample('CentralLockChanged');
const examples: Record<string, unknown> = { topic: ['VehicleStateChange'], after: event.metadata.sequence - 1 };

const publicStream = (context: Context) =>
  stream(context, {
    operationId: 'streamEvents',
    summary: 'Stream the events of the fleet',
    description: [
      'Server-sent events, a frame for each: `id` is its sequence, `event` its type, `data` its envelope. The AsyncAPI document describes them. Parameters can be repeated; different ones must all hold.',
      '`after` or `Last-Event-ID` resumes without a gap from 7 days of the log. An older cursor, or one from beyond the log, is answered with `event: reset` and `{ oldest, newest }`; the stream then goes on with the oldest event there is, and the `id` of the frame says so to clients that resume by themselves.',
      `A comment comes every ${stream_alive_interval_ms / 1000} seconds, with the \`id\` that the stream has come to, so that the cursor moves even while the filter lets nothing through. A reader with more than 1 MiB unread is cut and can resume. When rights change, the stream ends within 30 seconds.`,
      'With `vehicles.ro` the topics `VehicleStateRecorded` and `VehicleChange` are told; `events-trips.ro` adds all others. A topic or type that is asked for by name and may not be seen is refused.',
    ],
    parameters: (Object.entries(EventStreamQuery.shape) as [string, z.ZodType][]).map(([name, field]) =>
      parameter('query', name, field, context.schemas, examples[name]),
    ),
    example: `retry: 1000\n\nid: ${event.metadata.sequence}\nevent: ${event.metadata.type}\ndata: ${JSON.stringify(event)}\n\n: alive\nid: 184470\n\n`,
  });

/** The two streams. */
export const streamPaths = (context: Context): Record<string, PathItem> => ({
  [stream_path]: { get: publicStream(context) },
  '/live': { get: live(context) },
});
