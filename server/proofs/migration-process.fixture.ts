/** A process that brings a database to the newest schema; killed on the way by a proof. */
import { setTimeout as wait } from 'node:timers/promises';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations/index.ts';
import { obeyOrder } from './obey-order.fixture.ts';

export interface MigrationTarget {
  file: string;
  url: string | undefined;
  /** When to begin. */
  after_ms: number;
}

export interface MigrationOrder {
  /** At the same time, so that one kill meets each at a point of its own. */
  targets: readonly MigrationTarget[];
  /** bit_by_bit: each step by itself, without a transaction, and the process dies before the last one is noted. */
  variant: 'real' | 'bit_by_bit';
}

obeyOrder<MigrationOrder>(async ({ targets, variant }) => {
  const change = async ({ file, url, after_ms }: MigrationTarget) => {
    await wait(after_ms);
    const db = await openDb({ file, url });
    if (variant === 'real') return migrate(db);
    for (const name of Object.keys(migrations).sort()) await migrations[name]?.up(db.write, db.dialect);
    return [];
  };
  return { steps: await Promise.all(targets.map(change)) };
});
