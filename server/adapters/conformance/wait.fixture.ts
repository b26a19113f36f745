import { vi } from 'vitest';

/** Looks every few milliseconds until it is so; throws after half a minute. */
export const wait = (check: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!check()) throw new Error('Waited in vain.');
    },
    { timeout: 30_000, interval: 3 },
  );
