import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { isAlive, makeFixture } from './children.fixture.ts';
import { runStep } from './run-step.ts';

const never = new AbortController().signal;

it('waits for the end of a step and shows what it wrote', async () => {
  const { addChild, writeLine, lines } = makeFixture();
  await runStep(addChild('migrate', `console.log('two migrations');`), writeLine, never);
  expect(lines).toEqual(['migrate: two migrations']);
});

it('fails when the step fails', async () => {
  const { addChild, writeLine } = makeFixture();
  await expect(runStep(addChild('migrate', 'process.exit(9);'), writeLine, never)).rejects.toThrow('migrate failed (exit code 9)');
});

it('ends a step when the supervisor stops', async () => {
  const { addChild, writeLine, readMarks } = makeFixture();
  const stopping = new AbortController();
  const step = runStep(addChild('seed', `mark('on'); stay();`), writeLine, stopping.signal);
  await vi.waitFor(() => expect(readMarks()).toEqual(['on']), { timeout: 30_000 });
  stopping.abort();
  await step;
});

it('leaves no child behind when the supervisor itself is killed', async () => {
  const { addChild } = makeFixture();
  const stubborn = addChild('stubborn', `process.on('SIGTERM', () => {}); console.log(process.pid); stay();`);
  const step_module = JSON.stringify(new URL('./run-step.ts', import.meta.url).href);
  const supervisor = addChild(
    'supervisor',
    `const { runStep } = await import(${step_module});
     await runStep(${JSON.stringify(stubborn)}, (name, line) => process.send(line), new AbortController().signal);`,
  );
  const parent = fork(supervisor.file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [line] = await once(parent, 'message');
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 30_000, interval: 50 });
});
