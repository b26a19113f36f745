import { expect, it } from 'vitest';
import { isAlive, makeFixture } from './children.fixture.ts';
import { keepRunning } from './keep-running.ts';
import { stopInOrder } from './stop-in-order.ts';

const drains = (name: string, drain_ms: number): string => `
  process.on('SIGTERM', () => { mark('${name} asked'); setTimeout(() => { mark('${name} gone'); process.exit(0); }, ${drain_ms}); });
  ready(); stay();
`;

it('stops one after another, in the order given', async () => {
  const { addChild, writeLine, readMarks } = makeFixture();
  const services = ['web', 'demo', 'gateway'].map((name) => keepRunning(addChild(name, drains(name, 30)), { writeLine }));
  await Promise.all(services.map((service) => service.ready));
  await stopInOrder(services, writeLine, { head_start_ms: 5_000, total_ms: 15_000 });
  expect(readMarks()).toEqual(['web asked', 'web gone', 'demo asked', 'demo gone', 'gateway asked', 'gateway gone']);
});

it('lets a stuck child delay the next by its head start only, and kills it at the limit', async () => {
  const { addChild, writeLine, readMarks, lines } = makeFixture();
  const stuck = keepRunning(addChild('web', `process.on('SIGTERM', () => mark('web asked')); ready(); stay();`), { writeLine });
  const gateway = keepRunning(addChild('gateway', drains('gateway', 0)), { writeLine });
  const [{ pid }] = await Promise.all([stuck.ready, gateway.ready]);
  const began_at = performance.now();
  await stopInOrder([stuck, gateway], writeLine, { head_start_ms: 200, total_ms: 1_500 });
  expect(performance.now() - began_at).toBeGreaterThanOrEqual(1_490);
  expect(readMarks()).toEqual(['web asked', 'gateway asked', 'gateway gone']);
  expect(lines).toContain('supervisor: web did not end in 1.5 s and was killed');
  expect(isAlive(Number(pid))).toBe(false);
});

it('has nothing to wait for when a child waits for its next start', async () => {
  const { addChild, writeLine } = makeFixture();
  const back_off = { first_ms: 60_000, longest_ms: 60_000, reset_after_ms: 60_000 };
  const service = keepRunning(addChild('web', 'ready(); setTimeout(() => process.exit(1), 10);'), { writeLine, back_off });
  await service.ready;
  await stopInOrder([service], writeLine, { head_start_ms: 5_000, total_ms: 10_000 });
});
