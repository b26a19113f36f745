/** A process that works a little, sleeps, and knows how much longer that took than work and sleep alone. Says so whenever it is asked. */
import { obeyOrder } from './obey-order.fixture.ts';

export interface MachinePace {
  late_ms: number;
}

const work_ms = 5;
const sleep_ms = 100;
/** Timers count whole milliseconds. */
const coarseness_ms = 1;

const began_ms = performance.now();
const cpu_before = process.cpuUsage();
const workedMs = () => {
  const { user, system } = process.cpuUsage(cpu_before);
  return (user + system) / 1_000;
};
let slept_ms = 0;

const work = (): void => {
  const from_ms = workedMs();
  while (workedMs() - from_ms < work_ms);
};

const answer = (): MachinePace => ({ late_ms: performance.now() - began_ms - workedMs() - slept_ms });

obeyOrder(async (): Promise<MachinePace> => {
  let asked = false;
  const turn = () => {
    slept_ms += sleep_ms + coarseness_ms;
    work();
    if (asked) process.send?.(answer());
    asked = false;
    setTimeout(turn, sleep_ms);
  };
  process.on('message', () => {
    asked = true;
  });
  setTimeout(turn, sleep_ms);
  return { late_ms: 0 };
});
