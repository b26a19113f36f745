import { event_types, eventTopics, public_event_types, public_topics } from '#lib/domain/event.ts';
import { stream_path } from '../public-events.ts';
import { reference } from './messages.ts';

export interface Channel {
  address: string;
  title: string;
  description: string;
  messages: Record<string, { $ref: string }>;
}

const messages = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, reference('messages', name)]));

const topicChannels = (): Record<string, Channel> =>
  Object.fromEntries(
    public_topics.map((topic) => {
      const types = event_types.filter((type) => eventTopics(type).includes(topic));
      const address = `${stream_path}?topic=${topic}`;
      return [topic, { address, title: topic, description: 'The public stream, of this topic alone.', messages: messages(types) }];
    }),
  );

export const channels = (): Record<string, Channel> => ({
  events: {
    address: stream_path,
    title: 'Public stream',
    description: [
      'Server-sent events from `after` (or Last-Event-ID) on, else from now; `topic`, `event_type` and `vehicle_id` narrow it and can be repeated. A frame is one event: `id` is its sequence, `event` its type, `data` its envelope.',
      'A cursor can be 7 days old. One that is no longer held is answered with `reset`, whose `id` moves the cursor, and the stream goes on with the oldest event there is. A comment every 15 seconds keeps the connection open and moves the cursor of a reader whose filter lets nothing through.',
    ].join('\n\n'),
    messages: messages([...public_event_types, 'reset']),
  },
  list: {
    address: '/events',
    title: 'The same as a list',
    description: 'Pages of the same envelopes in `items`; ask with `next_after` as `after` for what follows. GET, as OpenAPI tells.',
    messages: messages(public_event_types),
  },
  ...topicChannels(),
  live: {
    address: '/live',
    title: 'Live stream of the screens',
    description:
      'Server-sent events from `after` (or Last-Event-ID) on, else from now, in batches and with states in compact form. The event name of a frame is the name of its message. Programs are served better by the public stream.',
    messages: { log: reference('messages', 'log'), alive: reference('messages', 'alive'), reset: reference('messages', 'end') },
  },
});

const operationOn = (channel: string, names: readonly string[], title: string) => ({
  action: 'send',
  channel: { $ref: `#/channels/${channel}` },
  title,
  summary: 'GET with `Accept: text/event-stream` and an access token',
  messages: names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
});

export const channelOperations = (): Record<string, object> => ({
  streamEvents: operationOn('events', [...public_event_types, 'reset'], 'Stream the events of the fleet'),
  listEvents: { ...operationOn('list', public_event_types, 'List the events of the fleet'), summary: 'GET with an access token' },
  followEvents: operationOn('live', ['log', 'alive', 'reset'], 'Follow the events as the screens do'),
});
