/** A log of messages in memory, one partition, with what each consumer group has committed. */
export interface TopicMessage {
  value: string;
  stored_at_ms: number;
  partition: number;
  offset: bigint;
}

export interface TopicOptions {
  name: string;
  clock: () => number;
  /** Only so many of the newest messages are kept. */
  most_messages?: number;
}

export const createTopic = ({ name, clock, most_messages = 100_000 }: TopicOptions) => {
  const messages: TopicMessage[] = [];
  const committed = new Map<string, bigint>();
  const listeners = new Set<() => void>();
  let next = 0n;
  let first = 0n;

  const readFrom = (offset: bigint, limit: number): TopicMessage[] => {
    const index = Number(offset - first);
    return messages.slice(Math.max(0, index), Math.max(0, index) + limit);
  };
  /** Resolves when a message comes or the time is over. */
  const arrival = (wait_ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        listeners.delete(end);
        resolve();
      };
      const timer = setTimeout(end, wait_ms);
      listeners.add(end);
    });

  return {
    name,
    append: (value: string): void => {
      messages.push({ value, stored_at_ms: clock(), partition: 0, offset: next });
      next += 1n;
      if (messages.length > most_messages) first += BigInt(messages.splice(0, messages.length - most_messages).length);
      for (const tell of [...listeners]) tell();
    },
    readFrom,
    arrival,
    /** Offsets of the first message that is kept and of the next one to come. */
    bounds: () => ({ first, next }),
    committedOf: (group: string): bigint | undefined => committed.get(group),
    commit: (group: string, offset: bigint): void => void committed.set(group, offset),
  };
};
export type Topic = ReturnType<typeof createTopic>;

/** A reader of the topic for tests that need no wire: begins after the group's last commit, else at the earliest message. */
export const openMemorySource = (topic: Topic, group: string) => {
  let position = topic.committedOf(group) ?? topic.bounds().first;
  let closed = false;
  return {
    poll: async (wait_ms: number): Promise<TopicMessage[]> => {
      if (closed) throw new Error('The reader is closed');
      if (topic.bounds().next <= position) await topic.arrival(wait_ms);
      const batch = topic.readFrom(position, 500);
      position = (batch.at(-1)?.offset ?? position - 1n) + 1n;
      return batch;
    },
    commit: async (messages: readonly TopicMessage[]): Promise<void> => {
      const last = messages.at(-1);
      if (last) topic.commit(group, last.offset + 1n);
    },
    lag: async (): Promise<number> => Number(topic.bounds().next - (topic.committedOf(group) ?? topic.bounds().first)),
    close: async (): Promise<void> => {
      closed = true;
    },
  };
};
