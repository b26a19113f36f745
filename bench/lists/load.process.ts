/** Asks one thing after another over one connection, and times each answer until its last byte. */
import { Agent, request } from 'node:http';
import type { LoadResult, LoadRound } from './messages.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const get = ({ port, token }: LoadRound, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode} for ${path}`))));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });

process.on('message', async (round: LoadRound) => {
  const latencies_ms: number[] = [];
  for (const path of round.paths) {
    const began = performance.now();
    await get(round, path);
    latencies_ms.push(performance.now() - began);
  }
  const result: LoadResult = { latencies_ms };
  process.send?.(result);
});
process.send?.({ ready: true });
