import { existsSync } from 'node:fs';
import { isSqliteFileInUse } from '#server/db/check-sqlite.ts';
import { openDb } from '#server/db/connect.ts';
import { findOccupiedTables } from '#server/db/fill-tables.ts';
import { known_steps, migrate } from '#server/db/migrate.ts';
import { type MovedTable, moveRows } from '#server/db/move-rows.ts';
import { markMovedAway, refuseMovedAway } from '#server/db/moved-away.ts';
import { listSteps } from '#server/db/tables.ts';
import { holdAfterRestore } from '#server/gateway/hold-after-restore.ts';
import { deleteCommandHold } from '#server/store/command-holds.ts';
import { write } from '#server/store/write.ts';

const refuseOtherSteps = (where: string, steps: readonly string[]): void => {
  const unknown = steps.filter((step) => !known_steps.includes(step));
  if (unknown.length > 0) throw new Error(`${where} is of a newer version (${unknown.join(', ')}).`);
};

/**
 * Moves a stopped installation from SQLite to PostgreSQL: all rows or none. Before the first row leaves, open commands are ended and the fleets held, so
 * whatever happens on the way, neither database holds a command that could still be sent. A move that fails lets the source go on.
 */
export const moveDatabase = async (from: string, to: string): Promise<MovedTable[]> => {
  if (!existsSync(from)) throw new Error(`There is no database at ${from}.`);
  if (isSqliteFileInUse(from)) throw new Error(`${from} is in use: stop Motorpool first.`);
  const source = await openDb({ file: from });
  try {
    await refuseMovedAway(source);
    const steps = await listSteps(source);
    refuseOtherSteps('The SQLite database', steps);
    const missing = known_steps.filter((step) => !steps.includes(step));
    if (missing.length > 0)
      throw new Error(`The SQLite database lacks ${missing.join(', ')}: start this version on it once, then move it.`);
    const target = await openDb({ file: from, url: to });
    try {
      const occupied = await findOccupiedTables(target);
      if (occupied.length > 0) throw new Error(`The PostgreSQL database holds rows already (${occupied.slice(0, 3).join(', ')} …).`);
      refuseOtherSteps('The PostgreSQL database', await listSteps(target));
      await migrate(target);
      const app = { db: source, clock: Date.now };
      const { held } = await write(app, (tx, emit, audit) => holdAfterRestore(app, tx, emit, audit));
      try {
        const moved = await moveRows(source, from, target, to);
        await write(app, (tx) => markMovedAway(tx, new Date().toISOString()));
        return moved;
      } catch (error) {
        await write(app, async (tx) => {
          for (const fleet_id of held) await deleteCommandHold(tx, fleet_id);
        });
        throw error;
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};
