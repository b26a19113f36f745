/**
 * Promise P12: streams that are opened and left again and again leave nothing behind in the server. The broken variant lets go of a stream when its
 * `ReadableStream` is cancelled, which does not happen when the reader just goes. MOTORPOOL_PROOF_CLIENTS gives the number of readers at a time.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { write } from '#server/store/write.ts';
import { stream_paths } from './live-reader.fixture.ts';
import { databases, makePlace } from './place.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { tell } from './seed.fixture.ts';
import { giveToken } from './token.fixture.ts';
import type { WebOrder, WebReady, WebUsage } from './web-process.fixture.ts';

const clients = Number(process.env.MOTORPOOL_PROOF_CLIENTS ?? 60);
const rounds = 10;
/** What they take up the first time is room that stays, for those that follow. */
const first_rounds = 2;
const most_growth = 1.1;
/** Sockets on their way out, connections of a pool. What a stream leaves behind, each leaves. */
const strays = 10;
const most_tries = 3;

const usageOf = async (web: ChildProcess): Promise<WebUsage> => {
  const answered = once(web, 'message');
  web.send('usage');
  return (await answered)[0] as WebUsage;
};

/** Connections that have ended are let go of a little later. */
const settledUsageOf = async (web: ChildProcess): Promise<WebUsage> => {
  let before = await usageOf(web);
  for (let same = 0; same < 3; ) {
    await wait(50);
    const now = await usageOf(web);
    same = now.handles === before.handles ? same + 1 : 0;
    before = now;
  }
  return before;
};

const churn = async (variant: WebOrder['variant'], database: (typeof databases)[number]) => {
  const { settings, app } = await makePlace(database);
  const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Churn'));
  const token = await giveToken(app, fleet_id);
  const { ready, process: web } = await createStarter<WebOrder, WebReady>('./web-process.fixture.ts', 1).start({
    settings,
    variant,
    port: 0,
  });

  /** Opens a stream, waits for its first bytes and goes without a word. */
  const visit = (number: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const path = number % 2 ? stream_paths.live : stream_paths.public;
      const sent = request({ host: '127.0.0.1', port: ready.port, path, headers: { authorization: `Bearer ${token}` }, agent: false });
      sent.on('response', (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`Answered ${answer.statusCode}`));
        answer.on('error', () => {});
        answer.once('data', () => sent.destroy());
        answer.on('close', resolve);
      });
      sent.on('error', reject);
      sent.end();
    });
  const runRounds = async (count: number) => {
    for (let round = 0; round < count; round += 1) await Promise.all(Array.from({ length: clients }, (_, number) => visit(number)));
  };
  await runRounds(first_rounds);
  /** What the process holds before and after so many streams came and went. */
  return async () => {
    const start = await settledUsageOf(web);
    await runRounds(rounds);
    return { start, end: await settledUsageOf(web) };
  };
};

const isWithin = ({ start, end }: { start: WebUsage; end: WebUsage }): boolean =>
  end.handles <= most_growth * start.handles + strays && end.resident_bytes <= most_growth * start.resident_bytes;

describe.each(databases)('on %s', (database) => {
  it(`${clients} streams at a time, opened and left ${rounds} times, leave no handle and no memory behind`, async () => {
    const runOn = await churn('real', database);
    // A heap finds its size, and a pool its connections, within some tries; what leaks grows in each.
    let seen = await runOn();
    for (let tried = 1; tried < most_tries && !isWithin(seen); tried += 1) seen = await runOn();
    tell(`${database}: ${JSON.stringify(seen)}`);
    expect({ ...seen, within: isWithin(seen) }).toEqual({ ...seen, within: true });
  });

  it('streams that are cleaned up in cancel() alone stay for ever, which this proof notices', async () => {
    const seen = await (await churn('clean_up_in_cancel', database))();
    expect(isWithin(seen)).toBe(false);
    expect(seen.end.handles - seen.start.handles).toBeGreaterThan(0.9 * rounds * clients);
  });
});
