/** A process that brings a database to the newest schema; killed on the way by a proof. */
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations/index.ts';
import { obeyOrder } from './processes.fixture.ts';

export interface MigrationOrder {
  file: string;
  url: string | undefined;
  /** bit_by_bit: each step by itself, without a transaction, and the process dies before the last one is noted. */
  variant: 'real' | 'bit_by_bit';
}

obeyOrder<MigrationOrder>(async ({ file, url, variant }) => {
  const db = await openDb({ file, url });
  if (variant === 'real') return { steps: await migrate(db) };
  for (const name of Object.keys(migrations).sort()) await migrations[name]?.up(db.write, db.dialect);
  return { steps: [] };
});
