/** Which random choices a proof makes. Each run prints its seed; put it into `replayed_seed` to make the same choices again. */
import { randomInt } from 'node:crypto';
import { createRandom, type Random } from '../../e2e/fakes/world/random.ts';

const replayed_seed: number | undefined = undefined;

export const startRandom = (title: string): Random => {
  const seed = replayed_seed ?? randomInt(1_000_000);
  tell(`${title}: seed ${seed}`);
  return createRandom(seed);
};

/** What a proof counted, for whoever reads its output. */
export const tell = (text: string): void => void process.stdout.write(`    ${text}\n`);
