import { type IncomingMessage, request } from 'node:http';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { live_path } from '#lib/contract/live.ts';
import { stream_path } from '#lib/contract/public-events.ts';
import { getEventBounds } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { listen } from '#server/test/listen.fixture.ts';
import { most_replayed_events } from './live.ts';
import { base_path } from './rest.ts';

const event_bytes = 131_072;
/** Far more than the buffers of the server and of both sockets hold. */
const most_events = 800;

describeOnBothDatabases('a stream of events', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let token: string;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    token = (await fleet.addClient()).token;
  });

  const startServer = async () => {
    const { url, countConnections, close } = await listen(test);
    onTestFinished(close);
    return { port: Number(new URL(url).port), countConnections };
  };

  it('refuses a parameter that it does not know, before anything is streamed', async () => {
    const { api_url, close } = await listen(test);
    onTestFinished(close);
    const answer = await fetch(`${api_url}/live?afterwards=1`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, (await answer.json()).type]).toEqual([400, '/problems/validation-error']);
  });

  const openStream = (port: number, path: string, after: number): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const sent = request({ host: '127.0.0.1', port, path: `${path}?after=${after}`, headers, agent: false }, resolve);
      sent.on('error', reject);
      sent.end();
    });

  /** Reads until the stream is over; gives the last id that came. */
  const readIds = (stream: IncomingMessage, onId: (id: number) => unknown = () => {}): Promise<number> =>
    new Promise((resolve) => {
      let last_id = 0;
      stream.setEncoding('utf8').on('error', () => {});
      stream.on('close', () => resolve(last_id));
      stream.on('data', (text: string) => {
        for (const [, id] of text.matchAll(/^id: (\d+)$/gm)) {
          last_id = Number(id);
          onId(last_id);
        }
      });
    });

  const emitLarge = (count: number) =>
    write(test.app, async (_tx, emit) => {
      const data = { text: 'x'.repeat(event_bytes) };
      const { fleet_id } = fleet;
      for (let number = 0; number < count; number += 1) {
        emit({ fleet_id, type: 'VehicleChanged', vehicle_id: 'A', occurred_at: 'x', flow_id: 'x', data });
      }
    });

  it('lets a screen that is far behind take everything afresh', async () => {
    const { port } = await startServer();
    const emitSmall = (count: number) =>
      write(test.app, async (_tx, emit) => {
        for (let number = 0; number < count; number += 1) {
          emit({ fleet_id: fleet.fleet_id, type: 'VehicleChanged', vehicle_id: 'A', occurred_at: 'x', flow_id: 'x', data: {} });
        }
      });
    const { newest: start } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    await emitSmall(most_replayed_events);
    const near = await openStream(port, live_path, start);
    await new Promise<void>((resolve) => void readIds(near, (id) => id === start + most_replayed_events && resolve()));
    near.destroy();
    await emitSmall(1);
    const far = (await openStream(port, live_path, start)).setEncoding('utf8');
    let text = '';
    for await (const part of far) text += part;
    expect(text).toContain('event: reset\n');
    expect(text).toContain(`"newest":${start + most_replayed_events + 1}`);
    expect(text).not.toContain('event: log');
  });

  const paths = [live_path, `${base_path}${stream_path}`];
  it.each(paths)(
    'at %s lets go of a reader that stops reading, without waiting for it, and gives it the rest when it comes back',
    async (path) => {
      const { port, countConnections } = await startServer();
      const { newest: start } = await getEventBounds(test.app.db.read, fleet.fleet_id);
      const slow = await openStream(port, path, start);
      const over = readIds(slow);
      slow.pause();
      let written = 0;
      for (; written < most_events && (await countConnections()) > 0; written += 8) await emitLarge(8);
      await vi.waitFor(async () => expect(await countConnections()).toBe(0), { timeout: 60_000 });
      slow.resume();
      const last_id = await over;
      const end = start + written;
      expect(last_id).toBeLessThan(end);

      const again = await openStream(port, path, last_id);
      expect(await readIds(again, (id) => id === end && again.destroy())).toBe(end);
    },
  );
});
