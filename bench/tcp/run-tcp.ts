import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import type { LoadOptions, SendResult, ServerOptions, ServerUsage, StormResult } from './messages.ts';

const connections = 8_000;
const senders = 200;
const duration_ms = 2_000;
const acknowledgement_bytes = 4;

const start = (file: string, options: object) => startChild(join(import.meta.dirname, file), options);

export interface TcpRound {
  memory: Figure;
  storm: Figure;
  messages: Figure;
}

const runRound = async (server: ServerOptions['server']): Promise<TcpRound> => {
  const process = start('server.process.ts', { server } satisfies ServerOptions);
  let load: ChildProcess | undefined;
  try {
    const { port } = await answerOf<{ port: number }>(process);
    const options: LoadOptions = { port, connections, senders, duration_ms, answer_bytes: server === 'echo' ? 0 : acknowledgement_bytes };
    // What the first connections compile belongs to the program. A few and soon over: the heap must not grow room for those that are measured.
    const first = start('load.process.ts', { ...options, connections: 50, senders: 10, duration_ms: 200 } satisfies LoadOptions);
    await answerOf<StormResult>(first);
    await answerOf<SendResult>(first, 'send');
    first.kill('SIGKILL');
    await once(first, 'exit');
    const before = await answerOf<ServerUsage>(process, 'usage');
    load = start('load.process.ts', options);
    const { elapsed_ms } = await answerOf<StormResult>(load);
    const idle = await answerOf<ServerUsage>(process, 'usage');
    await answerOf<SendResult>(load, 'send');
    const warm = await answerOf<ServerUsage>(process, 'usage');
    const sent = await answerOf<SendResult>(load, 'send');
    const after = await answerOf<ServerUsage>(process, 'usage');
    const perMessage = (after.cpu_us - warm.cpu_us) / sent.answered;
    return {
      memory: { value: (idle.resident_bytes - before.resident_bytes) / connections / 1000, unit: 'kB a connection' },
      storm: { value: elapsed_ms, unit: 'ms', cpu_us_per_operation: (idle.cpu_us - before.cpu_us) / connections },
      messages: { value: (sent.answered / sent.elapsed_ms) * 1000, unit: 'messages/s', cpu_us_per_operation: perMessage },
    };
  } finally {
    load?.kill('SIGKILL');
    process.kill('SIGKILL');
  }
};

const rounds = new Map<string, Promise<TcpRound>>();

/** One round of each repetition serves the three benchmarks of F. */
export const tcpRound = (server: ServerOptions['server'], repetition: number): Promise<TcpRound> => {
  const key = `${server} ${repetition}`;
  const round = rounds.get(key) ?? runRound(server);
  rounds.set(key, round);
  return round;
};
