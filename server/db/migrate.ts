import { Migrator } from 'kysely/migration';
import type { Db } from './connect.ts';
import type { Query } from './dialect.ts';
import { migrations, type Step } from './migrations/index.ts';
import { listSteps } from './tables.ts';

/** Names of all steps that this version knows, sorted. */
export const known_steps: readonly string[] = Object.keys(migrations).sort();

/** Where a step that takes something away says that older versions cannot go on. */
const needed_key = 'needs_step';

const noteNeed = async (tx: Query, name: string): Promise<void> => {
  await tx
    .insertInto('meta')
    .values({ key: needed_key, value: name })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: name }))
    .execute();
};

/** Steps of a newer version. They only added, so this version goes on beside it, unless one of them says otherwise. */
const listNewerSteps = async (db: Db, steps: Record<string, Step>): Promise<string[]> => {
  const newer = (await listSteps(db)).filter((name) => !(name in steps));
  if (newer.length === 0) return [];
  const need = await db.read.selectFrom('meta').select('value').where('key', '=', needed_key).executeTakeFirst();
  if (need && newer.includes(need.value))
    throw new Error(`The database is of a newer version, whose step ${need.value} took away what this version needs: start that version.`);
  return newer;
};

const createMigrator = (db: Db, steps: Record<string, Step>, newer: readonly string[]) =>
  new Migrator({
    db: db.write,
    // Steps that were worked on at the same time may arrive after one with a higher number; each is about tables of its own.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries([
          ...newer.map((name) => [name, { up: async () => {} }]),
          ...Object.entries(steps).map(([name, { up, down, takes_away }]) => [
            name,
            {
              up: async (tx: Query) => {
                await up(tx, db.dialect);
                if (takes_away) await noteNeed(tx, name);
              },
              ...(down && { down: (tx: Query) => down(tx, db.dialect) }),
            },
          ]),
        ]),
    },
  });

/**
 * Brings the database to the newest schema, all steps in one transaction, so that a process that dies leaves the former one; several processes may call it
 * at once. Steps of a newer version are left as they are. Returns the names of the steps taken.
 */
export const migrate = async (db: Db, steps: Record<string, Step> = migrations): Promise<string[]> => {
  const { error, results = [] } = await createMigrator(db, steps, await listNewerSteps(db, steps)).migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
};

/** Those of our steps that an older version had. */
export const stepsNamed = (names: readonly string[]): Record<string, Step> =>
  Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));

/** Takes back the step that was taken last; it must know how. For tests and for whoever develops a step. */
export const migrateDown = async (db: Db, steps: Record<string, Step> = migrations): Promise<string[]> => {
  const { error, results = [] } = await createMigrator(db, steps, []).migrateDown();
  if (error) throw error;
  return results.map((result) => result.migrationName);
};
