import { once } from 'node:events';
import type { MachinePace } from './machine-pace-process.fixture.ts';
import { createStarter } from './processes.fixture.ts';

/**
 * Measures the machine itself: how long, so far, it has kept a process waiting that wants next to nothing of it. A limit of time that is promised on a
 * machine with room holds on a busy one as far as the machine was late by within the same window: the product answers for the rest.
 */
export const watchMachine = async (): Promise<{ lateMs(): Promise<number> }> => {
  const watcher = await createStarter<object, MachinePace>('./machine-pace-process.fixture.ts', 1).start({});
  return {
    lateMs: async () => {
      const answered = once(watcher.process, 'message');
      watcher.process.send({});
      const [{ late_ms }] = (await answered) as [MachinePace];
      return late_ms;
    },
  };
};
