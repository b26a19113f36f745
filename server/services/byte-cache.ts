export interface Weighed {
  /** Of memory, all that goes with it when it is forgotten. */
  bytes: number;
}

/**
 * Holds at most `limit_bytes`, in two halves: what is asked for moves to the younger one, and when that is full, all that is left in the older one goes.
 * So a hit costs a look-up and nothing more. `onGone` hears of everything that goes.
 */
export const createByteCache = <T extends Weighed>(limit_bytes: number, onGone: (value: T) => void = () => {}) => {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let young_bytes = 0;
  let old_bytes = 0;

  const remove = (key: string): void => {
    const value = young.get(key) ?? old.get(key);
    if (!value) return;
    if (young.delete(key)) young_bytes -= value.bytes;
    else if (old.delete(key)) old_bytes -= value.bytes;
    onGone(value);
  };
  const growOld = () => {
    for (const value of old.values()) onGone(value);
    old = young;
    old_bytes = young_bytes;
    young = new Map();
    young_bytes = 0;
  };
  const add = (key: string, value: T) => {
    if (young_bytes + value.bytes > limit_bytes / 2) growOld();
    young.set(key, value);
    young_bytes += value.bytes;
  };
  return {
    get: (key: string): T | undefined => {
      const value = young.get(key);
      if (value) return value;
      const older = old.get(key);
      if (!older) return undefined;
      old.delete(key);
      old_bytes -= older.bytes;
      add(key, older);
      return older;
    },
    /** False: it is too large for half of the place, and not held. */
    set: (key: string, value: T): boolean => {
      remove(key);
      if (value.bytes > limit_bytes / 2) return false;
      add(key, value);
      return true;
    },
    remove,
    removeWhere: (is_meant: (value: T) => boolean): void => {
      for (const half of [young, old]) for (const [key, value] of half) if (is_meant(value)) remove(key);
    },
    used_bytes: (): number => young_bytes + old_bytes,
    limit_bytes,
  };
};
export type ByteCache<T extends Weighed> = ReturnType<typeof createByteCache<T>>;
