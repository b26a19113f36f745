/**
 * P13 with real sockets: floods of damaged frames, among thousands of idle connections, peers that send a byte a second and half-closed ones. The
 * gateway's memory stays bounded and comes back, and good units hardly notice. The broken variant keeps what it is sent until a frame is whole.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { vectorFrame } from '#server/adapters/teltonika/test-vectors.ts';
import type { Flood } from './hostile-attacker-process.fixture.ts';
import type { ListenersOrder, ListenersReady, ListenersState } from './hostile-listener-process.fixture.ts';
import { createGoodUnit, floodOne, halfClosedPeer, idlePeer, slowPeer } from './hostile-peers.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { tell } from './seed.fixture.ts';

/** Per protocol. The full number of the promise: MOTORPOOL_FUZZ_FRAMES=1000000, and 100,000 or more bring 8,000 idle connections with them. */
const frame_count = Number(process.env.MOTORPOOL_FUZZ_FRAMES ?? 6_000);
const seed = Number(process.env.MOTORPOOL_FUZZ_SEED ?? 20_261_120);
const is_large = frame_count >= 100_000;
const idle_count = is_large ? 8_000 : 400;
const odd_count = is_large ? 500 : 40;
const most_bytes = 256 * 1024 * 1024;
const resident_share = 1.2;
const settle_limit_ms = 60_000;
/** Less than this is the machine's, whoever else works on it. */
const noticeable_ms = 50;

const start = async (variant: ListenersOrder['variant']) => {
  const { ready, process: child } = await createStarter<ListenersOrder, ListenersReady>('./hostile-listener-process.fixture.ts', 1).start({
    variant,
  });
  const portOf = (brand: string): number => ready.ports[brand] ?? 0;
  return { child, ports: ready.ports, portOf };
};
const ask = async (child: ChildProcess, question: 'now' | 'collected'): Promise<ListenersState> => {
  const answer = once(child, 'message');
  child.send(question);
  return (await answer)[0];
};

const keepOpen = async (count: number, open: (number: number) => Promise<Socket>, first: number) => {
  for (let number = 0; number < count; number += 1) {
    const socket = await open(first + number);
    onTestFinished(() => void socket.destroy());
  }
};
const p99 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

it('floods of damaged frames leave memory bounded and good units served', { timeout: 1_800_000 }, async () => {
  const { child, ports, portOf } = await start('real');
  const units_port = portOf('TELTONIKA');
  await keepOpen(idle_count, (number) => idlePeer(units_port, number), 0);
  await keepOpen(odd_count, (number) => slowPeer(units_port, number), 1_000_000);
  await keepOpen(odd_count, (number) => halfClosedPeer(units_port, number), 2_000_000);
  const good = await createGoodUnit(units_port);
  onTestFinished(() => void good.close());

  const measure = async (until: Promise<unknown> | number): Promise<number[]> => {
    const times: number[] = [];
    let going = true;
    if (typeof until !== 'number') void until.finally(() => (going = false)).catch(() => {});
    while (going && (typeof until !== 'number' || times.length < until)) times.push(await good.sendOne());
    return times;
  };
  const { process: attacker } = await createStarter<object, object>('./hostile-attacker-process.fixture.ts', 1).start({});
  const floodAll = async (frames_per_protocol: number, round: number) => {
    const done = once(attacker, 'message');
    attacker.send({ ports, seed: seed + round * 1_000, frames_per_protocol } satisfies Flood);
    await done;
  };

  // What the first floods compile and allocate stays.
  for (const round of [8, 9]) await floodAll(Math.min(frame_count / 3, 2_000), round);
  const before = await ask(child, 'collected');
  let highest_bytes = 0;
  const slower: number[] = [];
  const rounds = 3;
  for (let round = 0; round < rounds; round += 1) {
    const quiet = p99(await measure(400));
    const flood = floodAll(frame_count / rounds, round);
    const loaded = p99(await measure(flood));
    await flood;
    highest_bytes = Math.max(highest_bytes, (await ask(child, 'now')).resident_bytes);
    slower.push(loaded / Math.max(quiet, noticeable_ms));
  }
  const after = await vi.waitFor(
    async () => {
      const state = await ask(child, 'collected');
      expect(state.live_bytes).toBeLessThan(before.live_bytes * 1.2);
      expect(state.resident_bytes).toBeLessThan(before.resident_bytes * resident_share);
      return state;
    },
    { timeout: settle_limit_ms, interval: 500 },
  );
  const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  tell(
    `${3 * frame_count} frames, ${after.malformed} of them struck out, ${after.connections} connections open: memory ${mib(before.resident_bytes)}`,
  );
  tell(
    `before, ${mib(highest_bytes)} at most, ${mib(after.resident_bytes)} after; good units' p99 against quiet ${slower.map((by) => by.toFixed(2)).join(' ')}`,
  );
  expect(after.malformed).toBeGreaterThan(frame_count / 20);
  expect(highest_bytes).toBeLessThan(most_bytes);
  // Whoever else works on the machine disturbs one round; a flood that disturbs does so in each.
  expect(Math.min(...slower)).toBeLessThan(2);
});

it('what never ends is not kept, and a listener without a cap is caught', { timeout: 300_000 }, async () => {
  const grown = async (variant: ListenersOrder['variant']) => {
    const { child, portOf } = await start(variant);
    const { resident_bytes } = await ask(child, 'collected');
    const peers = 24;
    const bytes = 4 * 1024 * 1024;
    await Promise.all(
      Array.from({ length: peers }, () =>
        floodOne(portOf('TELTONIKA'), vectorFrame('tk-imei'), Buffer.from('0000000000000fff08', 'hex'), bytes),
      ),
    );
    return (await ask(child, 'collected')).resident_bytes - resident_bytes;
  };
  const limit_bytes = 48 * 1024 * 1024;
  expect(await grown('real')).toBeLessThan(limit_bytes);
  expect(await grown('uncapped')).toBeGreaterThan(limit_bytes);
});
