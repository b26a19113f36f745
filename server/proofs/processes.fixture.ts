import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';

/** A real process that did what it was told and answered. */
export interface Running<Ready> {
  ready: Ready;
  process: ChildProcess;
  /** SIGKILL: no farewell, no flush. Resolves when the process is gone. */
  kill(): Promise<void>;
}

export interface Starter<Order, Ready> {
  start(order: Order): Promise<Running<Ready>>;
}

const start_limit_ms = 30_000;

/**
 * Starts processes from a fixture file, which says `loaded` when its modules are there, gets its order as one message and answers with one.
 * One process is always loaded ahead, so that a kill is followed by a working successor within milliseconds. All end with the test.
 */
export const createStarter = <Order extends object, Ready>(file: string): Starter<Order, Ready> => {
  const cache = mkdtempSync(join(tmpdir(), 'motorpool-proof-cache-'));
  const children = new Set<ChildProcess>();

  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    children.delete(child);
  };

  const load = async (): Promise<ChildProcess> => {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children.add(child);
    await once(child, 'message', { signal: AbortSignal.timeout(start_limit_ms) });
    return child;
  };

  let standby = load();
  standby.catch(() => {});
  onTestFinished(async () => {
    await standby.catch(() => {});
    await Promise.all([...children].map(end));
    rmSync(cache, { recursive: true, force: true });
  });

  return {
    start: async (order) => {
      const child = await standby;
      const answered = once(child, 'message', { signal: AbortSignal.timeout(start_limit_ms) });
      const died = once(child, 'exit').then(([code]) => {
        throw new Error(`${file} ended with code ${code} before it was ready.`);
      });
      died.catch(() => {});
      child.send(order);
      const [ready] = await Promise.race([answered, died]);
      standby = load();
      standby.catch(() => {});
      return { ready: ready as Ready, process: child, kill: () => end(child) };
    },
  };
};

/** What the fixture file of a process does: loads, waits for its order, answers. */
export const obeyOrder = <Order>(carryOut: (order: Order) => Promise<object>): void => {
  process.once('message', (order) => {
    carryOut(order as Order).then(
      (ready) => process.send?.(ready),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('loaded');
};

/** A while between 20 and 200 ms, in which whatever is running gets somewhere. */
export const waitAtRandom = (random: Random): Promise<void> => wait(wholeBetween(random, 20, 200));
