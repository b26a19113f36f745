import { setImmediate } from 'node:timers/promises';

/**
 * Callers that ask for the same key in one turn of the event loop share one read. It begins after all of them have asked, so nobody is told what was
 * true before his question, and nothing is kept. A read that fails fails for those who share it.
 */
export const readTogether = <T>(read: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const waiting = new Map<string, Promise<T>>();
  const begin = async (key: string) => {
    await setImmediate();
    waiting.delete(key);
    return read(key);
  };
  return (key) => {
    const shared = waiting.get(key) ?? begin(key);
    waiting.set(key, shared);
    return shared;
  };
};
