import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createParser } from 'eventsource-parser';
import { api_path } from '#lib/contract/api-path.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import { live_path } from '#lib/contract/live.ts';
import { stream_path } from '#lib/contract/public-events.ts';
import type { EventEnvelope } from '#lib/domain/event-schema.ts';

export interface LiveReader {
  events: Pick<LiveEvent, 'id' | 'sequence'>[];
  /** Sequence of the last frame that came whole, as `id:` says. */
  cursor: number;
  resets: { oldest: number; newest: number }[];
  /** Opens a stream behind the cursor. Resolves when it is over, however it ended. */
  read(port: number): Promise<void>;
  /** Cuts the stream between any two bytes. */
  cut(): void;
}

export const stream_paths = { live: live_path, public: `${api_path}${stream_path}` } as const;
export type StreamName = keyof typeof stream_paths;

/** The events of a frame, batch or single. */
const eventsIn = (name: StreamName, event: string | undefined, data: string): LiveReader['events'] => {
  if (name === 'live') return event === 'log' ? (JSON.parse(data) as LiveEvent[]).map(({ id, sequence }) => ({ id, sequence })) : [];
  const { metadata } = JSON.parse(data) as EventEnvelope;
  return [{ id: metadata.id, sequence: metadata.sequence }];
};

/** Reads a stream with a parser that is not ours. It resumes by header or by query, as browsers and programs do. */
export const createLiveReader = (token: string, start: number, name: StreamName = 'live'): LiveReader => {
  let current: ClientRequest | undefined;
  let opened = 0;
  const path = stream_paths[name];

  const readAll = (response: IncomingMessage, onEnd: () => void) => {
    const parser = createParser({
      onEvent: ({ event, id, data }) => {
        if (event === 'reset') return void reader.resets.push(JSON.parse(data));
        reader.events.push(...eventsIn(name, event, data));
        if (id !== undefined) reader.cursor = Number(id);
      },
    });
    response.setEncoding('utf8');
    response.on('data', (text: string) => parser.feed(text));
    response.on('close', onEnd);
    response.on('error', () => {});
  };

  const reader: LiveReader = {
    events: [],
    cursor: start,
    resets: [],
    read: (port) =>
      new Promise((resolve) => {
        opened += 1;
        const by_header = opened % 2 === 0;
        current = request({
          host: '127.0.0.1',
          port,
          path: by_header ? path : `${path}?after=${reader.cursor}`,
          headers: { authorization: `Bearer ${token}`, ...(by_header && { 'last-event-id': String(reader.cursor) }) },
          agent: false,
        });
        current.on('response', (response) => readAll(response, resolve));
        current.on('error', () => resolve());
        current.end();
      }),
    cut: () => void current?.destroy(),
  };
  return reader;
};
