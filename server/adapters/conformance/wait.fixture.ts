import { vi } from 'vitest';

/** Looks every few milliseconds until it is so; throws after ten seconds. */
export const wait = (check: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!check()) throw new Error('Waited in vain.');
    },
    { timeout: 10_000, interval: 3 },
  );
