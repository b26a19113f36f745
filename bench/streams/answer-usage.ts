import { readCpuUs, readResidentBytes } from '../usage.ts';
import type { Memory, Usage } from './messages.ts';

/** Answers `cpu` and `memory`. */
export const answerUsage = (): void => {
  process.on('message', async (question) => {
    if (question === 'cpu') process.send?.({ cpu_us: readCpuUs() } satisfies Usage);
    if (question === 'memory') process.send?.({ resident_bytes: await readResidentBytes() } satisfies Memory);
  });
};
