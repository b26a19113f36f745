/**
 * Keeps account of events that were handed to the broker and wait for its word. Its position is the last event up to which everything is confirmed:
 * never beyond one that is not, in whatever order the broker answers.
 */
export interface Entry {
  sequence: number;
  topics: readonly string[];
  /** Messages of this event that are not confirmed. */
  open: number;
}

export interface ConfirmWindow {
  /** Resolves when there is room for one more. Rejects when the window was shut. */
  room(): Promise<void> | undefined;
  /** Events come in sequence, one with no topics included: it needs no word from anybody. */
  add(sequence: number, topics: readonly string[]): Entry;
  confirm(entry: Entry): void;
  position(): number;
  /** Sequence of the last confirmed event of the topic, as of the position. */
  lastOf(topic: string): number;
  in_flight(): number;
  /** Resolves when nothing is in flight any more, or the window was shut. */
  drained(): Promise<void>;
  /** Nobody waits for room any more, and nothing moves the position. */
  shut(error: Error): void;
}

export const createConfirmWindow = (after: number, last: ReadonlyMap<string, number>, size: number): ConfirmWindow => {
  const last_of = new Map(last);
  let entries: Entry[] = [];
  let head = 0;
  let position = after;
  let in_flight = 0;
  let closed: Error | undefined;
  let waiter: PromiseWithResolvers<void> | undefined;
  let drain: PromiseWithResolvers<void> | undefined;

  const advance = () => {
    for (let entry = entries[head]; entry?.open === 0; entry = entries[head]) {
      position = entry.sequence;
      for (const topic of entry.topics) last_of.set(topic, entry.sequence);
      head += 1;
    }
    if (head < size) return;
    entries = entries.slice(head);
    head = 0;
  };

  return {
    room: () => {
      if (closed) return Promise.reject(closed);
      if (in_flight < size) return undefined;
      waiter ??= Promise.withResolvers();
      return waiter.promise;
    },
    add: (sequence, topics) => {
      const entry = { sequence, topics, open: topics.length };
      entries.push(entry);
      in_flight += entry.open;
      if (entry.open === 0) advance();
      return entry;
    },
    confirm: (entry) => {
      if (closed) return;
      entry.open -= 1;
      in_flight -= 1;
      if (entry.open === 0) advance();
      if (in_flight < size) {
        waiter?.resolve();
        waiter = undefined;
      }
      if (in_flight === 0) drain?.resolve();
    },
    position: () => position,
    lastOf: (topic) => last_of.get(topic) ?? 0,
    in_flight: () => in_flight,
    drained: () => {
      if (in_flight === 0 || closed) return Promise.resolve();
      drain ??= Promise.withResolvers();
      return drain.promise;
    },
    shut: (error) => {
      closed ??= error;
      waiter?.reject(error);
      drain?.resolve();
    },
  };
};
