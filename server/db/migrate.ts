import { Migrator } from 'kysely/migration';
import type { Db } from './connect.ts';
import { migrations } from './migrations/index.ts';

/** Brings the database to the newest schema; several processes may call it at once. Returns the names of the steps taken. */
export const migrate = async (db: Db): Promise<string[]> => {
  const migrator = new Migrator({
    db: db.write,
    // Steps that were worked on at the same time may arrive after one with a higher number; each is about tables of its own.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(Object.entries(migrations).map(([name, step]) => [name, { up: (tx) => step.up(tx, db.dialect) }])),
    },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
};
