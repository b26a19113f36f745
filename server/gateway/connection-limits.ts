import type { BoundFigures } from '#lib/domain/process-figures.ts';

/** What one remote address may have open and ask for, before anything is known about who it is. */
export interface ConnectionLimits {
  /** false: refuse the connection. Every admitted one is released once: when it is identified, or gone. */
  admit(address: string): boolean;
  release(address: string): void;
  /** Whether a refused unit may be written down as seen; keeps a flood of invented ids out of the list. */
  mayNote(address: string): boolean;
  /** Connections without a name. */
  unidentified(): number;
  bounds(): BoundFigures[];
}

interface AddressUse {
  unidentified: number;
  connects: number;
  notes: number;
  window_ends_ms: number;
}

const window_ms = 60_000;
const most_addresses = 200_000;

export const createConnectionLimits = (options: {
  max_unidentified_per_address: number;
  max_connects_per_minute_and_address: number;
  max_notes_per_minute_and_address: number;
  monotonic: () => number;
}): ConnectionLimits => {
  const uses = new Map<string, AddressUse>();
  let unidentified = 0;

  /** Forgets addresses that have nothing open and whose minute is over; at most once for as many connections as there are entries. */
  let admitted_since_sweep = 0;
  const sweep = (now_ms: number): void => {
    admitted_since_sweep += 1;
    if (admitted_since_sweep <= uses.size) return;
    admitted_since_sweep = 0;
    for (const [address, use] of uses) if (use.unidentified === 0 && use.window_ends_ms <= now_ms) uses.delete(address);
  };

  const findUse = (address: string): AddressUse => {
    const now_ms = options.monotonic();
    const known = uses.get(address) ?? { unidentified: 0, connects: 0, notes: 0, window_ends_ms: now_ms + window_ms };
    uses.set(address, known);
    if (known.window_ends_ms <= now_ms) Object.assign(known, { connects: 0, notes: 0, window_ends_ms: now_ms + window_ms });
    return known;
  };

  return {
    admit: (address) => {
      sweep(options.monotonic());
      // A flood from everywhere: better refused than remembered without end.
      if (uses.size >= most_addresses && !uses.has(address)) return false;
      const use = findUse(address);
      use.connects += 1;
      if (use.connects > options.max_connects_per_minute_and_address) return false;
      if (use.unidentified >= options.max_unidentified_per_address) return false;
      use.unidentified += 1;
      unidentified += 1;
      return true;
    },
    release: (address) => {
      const use = uses.get(address);
      if (!use) return;
      use.unidentified -= 1;
      unidentified -= 1;
    },
    unidentified: () => unidentified,
    bounds: () => [{ name: 'addresses that dial in to', used: uses.size, bound: most_addresses }],
    mayNote: (address) => {
      const use = findUse(address);
      use.notes += 1;
      return use.notes <= options.max_notes_per_minute_and_address;
    },
  };
};
