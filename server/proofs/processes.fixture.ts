import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { service_flags } from '#server/supervisor/service-flags.ts';
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
  /** Resolves when all processes that are loaded ahead wait for their order. */
  loaded(): Promise<unknown>;
  /** Kills whatever runs; the end of the test does the same. */
  stop(): Promise<void>;
}

/** Modules as machine code, shared by all processes of all proofs: Node tells by their content what it can use. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/proofs', import.meta.url));
const answer_limit_ms = 280_000;

/** The next message of a process; throws when it ends instead. */
const answerOf = async (child: ChildProcess, file: string): Promise<unknown> => {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(answer_limit_ms)]);
  const died = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${file} ended with code ${code} before it answered.`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), died]);
    return message;
  } finally {
    died.catch(() => {});
    over.abort();
  }
};

/**
 * Starts processes from a fixture file, which says `loaded` when its modules are there, gets its order as one message and answers with one.
 * Some are loaded ahead: `replaced`, so that a kill is followed by a working successor at once, or all at the beginning. All end with the test.
 */
export const createStarter = <Order extends object, Ready>(
  file: string,
  ahead: number | 'replaced' = 'replaced',
): Starter<Order, Ready> => {
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
      execArgv: [...service_flags],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children.add(child);
    await answerOf(child, file);
    return child;
  };

  const standbys: Promise<ChildProcess>[] = [];
  const keep = (loading: Promise<ChildProcess>): void => {
    loading.catch(() => {});
    standbys.push(loading);
  };
  for (let count = 0; count < (ahead === 'replaced' ? 1 : ahead); count += 1) keep(load());
  const stop = async () => {
    await Promise.allSettled(standbys);
    await Promise.all([...children].map(end));
  };
  onTestFinished(stop);

  return {
    stop,
    loaded: () => Promise.all(standbys),
    start: async (order) => {
      const taken = standbys.shift() ?? load();
      if (ahead === 'replaced') keep(taken.then(load));
      const child = await taken;
      const answered = answerOf(child, file);
      child.send(order);
      return { ready: (await answered) as Ready, process: child, kill: () => end(child) };
    },
  };
};

/** A while between 20 and 200 ms, in which whatever is running gets somewhere. */
export const waitAtRandom = (random: Random): Promise<void> => wait(wholeBetween(random, 20, 200));
