import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './keep-running.ts';
import type { WriteLine } from './log-line.ts';

export type StopLimits = { head_start_ms: number; total_ms: number };

/** The service manager's own limit is 5 s: whoever is still there after 4.5 s is killed. */
export const default_stop_limits: StopLimits = { head_start_ms: 1_500, total_ms: 4_500 };

/**
 * Stops the services one after another in the order given. A slow one delays the next by its head start at most,
 * and whatever runs at the end of the total limit is killed.
 */
export async function stopInOrder(services: Service[], writeLine: WriteLine, limits: StopLimits = default_stop_limits): Promise<void> {
  const remaining = new Set(services);
  const stops: Promise<unknown>[] = [];
  const limit = setTimeout(() => {
    for (const service of remaining) {
      writeLine('supervisor', `${service.name} did not end in ${limits.total_ms / 1000} s and was killed`);
      service.kill();
    }
  }, limits.total_ms);

  for (const service of services) {
    const stopped = service.stop().then(() => remaining.delete(service));
    stops.push(stopped);
    await Promise.race([stopped, sleep(limits.head_start_ms, undefined, { ref: false })]);
  }
  await Promise.all(stops);
  clearTimeout(limit);
}
