import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Memory that this process holds, without what is garbage. */
export const readResidentBytes = async (): Promise<number> => {
  for (let round = 0; round < 4; round += 1) {
    collect();
    await setImmediate();
  }
  return process.memoryUsage.rss();
};

/** Processor time of this process so far, the kernel's work for it included. */
export const readCpuUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
