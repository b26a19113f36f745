import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TestRabbitMq {
  url: string;
  management_url: string;
  /** As a power cut, and back on the same ports with what was on disk. */
  kill(): Promise<void>;
  /** As an operator stops it: it says farewell. */
  shutDown(): Promise<void>;
  start(): Promise<void>;
  /** Connections stay open and nothing moves on them, as in a network that is cut in two. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends it; its files go with it. */
  stop(): Promise<void>;
}

const guard_file = fileURLToPath(new URL('./rabbitmq-guard.ts', import.meta.url));
const answer_limit_ms = 120_000;

/** Debian's `/usr/sbin/rabbitmq-server` changes the user; the script behind it runs as whoever starts it. */
const findServerScript = (): string | undefined => {
  const folders = ['/usr/lib/rabbitmq/bin', ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '/usr/sbin')];
  return folders.map((folder) => join(folder, 'rabbitmq-server')).find((file) => existsSync(file));
};

/** Why tests that need RabbitMQ cannot run here; undefined when they can. A complete run has a broker, so there its absence is a fault. */
export const missingRabbitMq = (): string | undefined => {
  if (findServerScript()) return undefined;
  if (process.env.CI === 'true') throw new Error('RabbitMQ is not installed; a complete run needs it.');
  return 'skipped: no broker';
};

/**
 * Starts a real RabbitMQ with its management API on free ports of 127.0.0.1, with its data in a new temporary directory.
 * It belongs to a guard process, which ends it and removes the directory as soon as this process is gone, for whatever reason.
 */
export async function startRabbitMq(): Promise<TestRabbitMq> {
  const guard = fork(guard_file, [findServerScript() ?? 'rabbitmq-server'], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(guard, 'exit');
  const died = exited.then(() => {
    throw new Error('RabbitMQ for the tests has ended; its messages are above');
  });
  died.catch(() => {});
  const answer = async (order?: string): Promise<unknown> => {
    const over = new AbortController();
    const answered = once(guard, 'message', { signal: AbortSignal.any([over.signal, AbortSignal.timeout(answer_limit_ms)]) });
    answered.catch(() => {});
    if (order) guard.send(order);
    try {
      const [message] = await Promise.race([answered, died]);
      return message;
    } finally {
      over.abort();
    }
  };
  const addresses = readAddresses(await answer());
  guard.unref();
  guard.channel?.unref();
  const obey = (order: string) => async () => {
    guard.channel?.ref();
    await answer(order).finally(() => guard.channel?.unref());
  };
  return {
    ...addresses,
    kill: obey('kill'),
    shutDown: obey('shut_down'),
    start: obey('start'),
    freeze: obey('freeze'),
    thaw: obey('thaw'),
    stop: async () => {
      guard.ref();
      if (guard.connected) guard.disconnect();
      await exited;
    },
  };
}

function readAddresses(message: unknown): { url: string; management_url: string } {
  if (typeof message === 'object' && message !== null && 'url' in message && 'management_url' in message)
    return { url: String(message.url), management_url: String(message.management_url) };
  throw new Error('the RabbitMQ guard sent something else than addresses');
}
