import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { LiveStatus } from '#lib/display/vehicle-status.ts';
import { connectLive, type LiveTiming } from './live-connection.ts';

const liveEvent = (sequence: number): LiveEvent => ({
  sequence,
  id: String(sequence),
  type: 'VehicleChanged',
  vehicle_id: 'V1',
  occurred_at: '2026-11-20T10:00:00.000Z',
  received_at: '2026-11-20T10:00:00.000Z',
  flow_id: 'flow',
  data: {},
});

const frame = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const logFrame = (...sequences: number[]): string => `id: ${sequences.at(-1)}\n${frame('log', sequences.map(liveEvent))}`;

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real server of the stream; `answer` gets the number of the connection, from 0. */
const startServer = async (answer: (response: ServerResponse, index: number, request: IncomingMessage) => void) => {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(response, asked.length - 1, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/live` };
};

const stream = (response: ServerResponse): ServerResponse => response.writeHead(200, { 'content-type': 'text/event-stream' });

const follow = (url: string, options: { after?: number; timing?: Partial<LiveTiming> } = {}) => {
  const seen = { sequences: [] as number[], statuses: [] as LiveStatus[], resets: 0 };
  let changePresence = (_present: boolean) => {};
  const connection = connectLive({
    url,
    ...options,
    timing: { first_back_off_ms: 5, ...options.timing },
    onEvents: (events) => seen.sequences.push(...events.map(({ sequence }) => sequence)),
    onStatus: (status) => seen.statuses.push(status),
    onReset: () => seen.resets++,
    watchPage: (onChange) => {
      changePresence = onChange;
      return () => {};
    },
  });
  stops.push(connection.close);
  return { seen, close: connection.close, changePresence: (present: boolean) => changePresence(present) };
};

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 5 });

describe('live connection', () => {
  it('hands over events once, in sequence, and says that it is live', async () => {
    const { url, asked } = await startServer((response) => {
      stream(response).write(logFrame(3, 4) + logFrame(4, 5, 6));
    });
    const { seen } = follow(url, { after: 3 });
    await eventually(() => expect(seen.sequences).toEqual([4, 5, 6]));
    expect(asked).toEqual(['/live?after=3']);
    expect(seen.statuses).toEqual(['live']);
  });

  it('comes back where it stopped', async () => {
    const { url, asked } = await startServer((response, index) => {
      stream(response);
      if (index === 0) response.end(logFrame(1, 2));
      else response.write(logFrame(3));
    });
    const { seen } = follow(url);
    await eventually(() => expect(seen.sequences).toEqual([1, 2, 3]));
    expect(asked).toEqual(['/live', '/live?after=2']);
    expect(seen.statuses).toEqual(['live', 'offline', 'live']);
  });

  it('does not ask again for events that the viewer may not see', async () => {
    const { url, asked } = await startServer((response, index) => {
      stream(response);
      if (index === 0) response.end(`id: 12\n${frame('log', [liveEvent(11)])}id: 15\n${frame('log', [])}`);
      else response.write(logFrame(16));
    });
    const { seen } = follow(url, { after: 10 });
    await eventually(() => expect(seen.sequences).toEqual([11, 16]));
    expect(asked[1]).toBe('/live?after=15');
  });

  it('starts where the first sign of life says when nothing happened yet', async () => {
    const { url, asked } = await startServer((response, index) => {
      stream(response);
      if (index === 0) response.end(frame('alive', { at: '', sequence: 40 }));
      else response.write(logFrame(41));
    });
    const { seen } = follow(url);
    await eventually(() => expect(seen.sequences).toEqual([41]));
    expect(asked[1]).toBe('/live?after=40');
  });

  it('never passes an event over because a sign of life is ahead of it', async () => {
    const { url } = await startServer((response) => {
      stream(response).write(frame('alive', { at: '', sequence: 9 }) + logFrame(8, 9, 10));
    });
    const { seen } = follow(url, { after: 7 });
    await eventually(() => expect(seen.sequences).toEqual([8, 9, 10]));
  });

  it('tries again after a refusal and after a cut in the middle of a frame', async () => {
    const { url, asked } = await startServer((response, index) => {
      if (index === 0) response.writeHead(503).end();
      else if (index === 1) stream(response).write(logFrame(1).slice(0, -1), () => response.destroy());
      else stream(response).write(logFrame(1));
    });
    const { seen } = follow(url, { after: 0 });
    await eventually(() => expect(seen.sequences).toEqual([1]));
    expect(asked).toEqual(['/live?after=0', '/live?after=0', '/live?after=0']);
  });

  it('reports a reset and goes on from the newest event', async () => {
    const { url, asked } = await startServer((response, index) => {
      stream(response);
      if (index === 0) response.end(frame('reset', { oldest: 50, newest: 90 }));
      else response.write(logFrame(91));
    });
    const { seen } = follow(url, { after: 1 });
    await eventually(() => expect(seen.sequences).toEqual([91]));
    expect(seen.resets).toBe(1);
    expect(asked[1]).toBe('/live?after=90');
  });

  it('does not wait on a stream that died while the machine slept', async () => {
    const { url, asked } = await startServer((response) => stream(response).write(frame('alive', {})));
    const { seen, changePresence } = follow(url, { after: 0, timing: { delayed_after_ms: 300_000, abandoned_after_ms: 600_000 } });
    await vi.waitFor(() => expect(seen.statuses).toEqual(['live']), { timeout: 60_000 });
    changePresence(true);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    try {
      changePresence(true);
      await vi.waitFor(() => expect(seen.statuses).toEqual(['live', 'offline', 'live']), { timeout: 60_000 });
    } finally {
      vi.useRealTimers();
    }
    expect(asked).toHaveLength(2);
  });

  it('says delayed when the stream falls silent, gives it up, and connects anew', async () => {
    const { url } = await startServer((response, index) => {
      stream(response).write(index === 0 ? logFrame(1) : logFrame(2));
    });
    const { seen } = follow(url, { after: 0, timing: { delayed_after_ms: 60, abandoned_after_ms: 120 } });
    await eventually(() => expect(seen.sequences).toEqual([1, 2]));
    // On a busy machine a connection is late before it is there.
    expect(seen.statuses.join(' ')).toMatch(/live delayed offline (delayed |offline )*live/);
  });

  it('lets go while nobody looks and is back at once', async () => {
    const { url, asked } = await startServer((response, index) => {
      stream(response).write(logFrame(index + 1));
    });
    const { seen, changePresence } = follow(url, { timing: { hidden_after_ms: 5 } });
    await eventually(() => expect(seen.statuses).toEqual(['live']));
    changePresence(false);
    await eventually(() => expect(seen.statuses).toEqual(['live', 'offline']));
    expect(asked).toHaveLength(1);
    changePresence(true);
    await eventually(() => expect(seen.sequences).toEqual([1, 2]));
  });

  it('lets the server go and says nothing more once closed', async () => {
    let left = false;
    const { url } = await startServer((response) => {
      const writing = setInterval(() => response.write(frame('alive', { at: '', sequence: 1 })), 2);
      response.on('close', () => {
        clearInterval(writing);
        left = true;
      });
      stream(response);
    });
    const { seen, close } = follow(url);
    await eventually(() => expect(seen.statuses).toEqual(['live']));
    close();
    await eventually(() => expect(left).toBe(true));
    expect(seen.statuses).toEqual(['live']);
  });
});
