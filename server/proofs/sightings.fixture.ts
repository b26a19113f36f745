import type { ConsumeMessage } from 'amqplib';
import type { EventRow } from '#server/store/events.ts';

export interface Sightings {
  see(message: ConsumeMessage, queue: string): void;
  /** Messages in all, repeats included. */
  received(): number;
  /** Events that were seen at least once, all queues together. */
  distinct(): number;
  /** Highest sequence seen. */
  newest(): number;
  /** What is wrong with what one queue was given, measured by what the log has for it; empty when nothing is. */
  faultsOf(queue: string, owed: readonly Pick<EventRow, 'sequence' | 'id'>[]): string[];
}

interface Seen {
  firsts: { sequence: number; previous: number; id: string }[];
  known: Set<number>;
}

/** Takes note of what a consumer is given. Of a sequence only its first sighting counts for order and completeness. */
export const createSightings = (): Sightings => {
  const queues = new Map<string, Seen>();
  const of = (queue: string): Seen => {
    const seen = queues.get(queue) ?? { firsts: [], known: new Set() };
    queues.set(queue, seen);
    return seen;
  };
  let received = 0;
  let distinct = 0;
  let newest = 0;
  return {
    see: ({ properties }, queue) => {
      received += 1;
      const { firsts, known } = of(queue);
      const { sequence = 0, previous_sequence: previous = 0 } = properties.headers ?? {};
      if (known.has(sequence)) return;
      known.add(sequence);
      distinct += 1;
      newest = Math.max(newest, sequence);
      firsts.push({ sequence, previous, id: properties.messageId });
    },
    received: () => received,
    distinct: () => distinct,
    newest: () => newest,
    faultsOf: (queue, owed) => {
      const { firsts, known } = of(queue);
      const missed = owed.filter(({ sequence }) => !known.has(sequence)).map(({ sequence }) => sequence);
      const ids = new Map(owed.map(({ sequence, id }) => [sequence, id]));
      const foreign = firsts.filter(({ sequence, id }) => ids.get(sequence) !== id).length;
      const out_of_order = firsts.filter(({ sequence }, index) => sequence <= (firsts[index - 1]?.sequence ?? 0)).length;
      const broken_chain = firsts.filter(({ previous }, index) => previous !== (firsts[index - 1]?.sequence ?? 0)).length;
      return Object.entries({ missed: missed.length, foreign, out_of_order, broken_chain }).flatMap(([fault, count]) =>
        count > 0 ? [`${fault}: ${count}`] : [],
      );
    },
  };
};
