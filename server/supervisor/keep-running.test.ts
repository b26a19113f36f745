import { expect, it, onTestFinished, vi } from 'vitest';
import type { ChildSpec } from './child.ts';
import { makeFixture } from './children.fixture.ts';
import { type KeepRunningOptions, keepRunning, type Service } from './keep-running.ts';

const limit = { timeout: 30_000, interval: 10 };
const back_off = { first_ms: 20, longest_ms: 80, reset_after_ms: 60_000 };

const keep = (spec: ChildSpec, options: KeepRunningOptions): Service => {
  const service = keepRunning(spec, { back_off, ...options });
  onTestFinished(async () => {
    service.kill();
    await service.stop();
  });
  return service;
};

it('starts a crashed child again, with growing waits, and leaves it alone after a stop', async () => {
  const { addChild, writeLine, readMarks, lines } = makeFixture();
  const service = keep(addChild('flaky', `mark('start'); ready(); setTimeout(() => process.exit(3), 20);`), { writeLine });
  await service.ready;
  await vi.waitFor(() => expect(readMarks().length).toBeGreaterThanOrEqual(4), limit);
  await service.stop();
  const waits = lines.filter((line) => line.includes('starting it again')).map((line) => line.replace(/^.*again in /, ''));
  expect(waits.slice(0, 3)).toEqual(['0.02 s', '0.04 s', '0.08 s']);
  expect(lines.join('\n')).toContain('exit code 3');
});

it('counts from one again after the child was healthy for long enough', async () => {
  const { addChild, writeLine, lines } = makeFixture();
  const script = `ready(); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);`;
  keep(addChild('healthy', script), { writeLine, back_off: { ...back_off, reset_after_ms: 50 } });
  await vi.waitFor(() => expect(lines.filter((line) => line.includes('again in')).length).toBeGreaterThanOrEqual(3), limit);
  expect(
    lines.filter((line) => line.includes('again in')).every((line) => line.includes('signal SIGKILL') && line.endsWith('0.02 s')),
  ).toBe(true);
});

it('gives up on a child that never becomes ready', async () => {
  const { addChild, writeLine, readMarks, lines } = makeFixture();
  const service = keep(addChild('broken', `mark('start'); console.error('port taken'); process.exit(1);`), {
    writeLine,
    start_attempts: 3,
  });
  await expect(service.ready).rejects.toThrow('broken did not start in 3 attempts (exit code 1)');
  expect(readMarks()).toHaveLength(3);
  expect(lines).toContain('broken: port taken');
});

it('hands the details of readiness over', async () => {
  const { addChild, writeLine } = makeFixture();
  const service = keep(addChild('calm', 'ready(); stay();'), { writeLine });
  expect(await service.ready).toMatchObject({ type: 'ready', pid: expect.any(Number) });
});
