import { setImmediate } from 'node:timers/promises';

const turn = 250;

/** Statements on SQLite end at once: between so many rows, requests that only read are answered. */
export const inTurns = async (rows: readonly unknown[][], work: (part: unknown[][]) => Promise<void>): Promise<void> => {
  for (let first = 0; first < rows.length; first += turn) {
    if (first > 0) await setImmediate();
    await work(rows.slice(first, first + turn));
  }
};
