import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { write } from '#server/store/write.ts';
import { openBenchApp } from '../open-app.ts';
import { makeEvent } from '../streams/event.ts';

const commits = 200;

/** Milliseconds of one durable commit of one event, at the median. */
export const measureCommit = async (database_url: string | undefined): Promise<number> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const app = await openBenchApp({ data_dir, database_url });
  try {
    const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Commits'));
    const took: number[] = [];
    for (let number = 0; number < commits; number += 1) {
      const began = performance.now();
      await write(app, async (_tx, emit) => emit(makeEvent(fleet_id, 'x', number)));
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[commits / 2] ?? Number.NaN;
  } finally {
    await app.db.close();
    rmSync(data_dir, { recursive: true, force: true });
  }
};
