/** A process that compacts the history of all fleets, as if it were some later time. */
import { type App, createApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { compactHistory } from '#server/gateway/compact-history.ts';
import { obeyOrder } from './obey-order.fixture.ts';
import type { Settings } from './place.fixture.ts';

export interface CompactorOrder {
  settings: Settings;
  now_ms: number;
  /** piecemeal: a block and the end of its rows are committed one after the other, and the process dies in between. */
  variant: 'real' | 'piecemeal';
}

const dieBeforeRowsGo = (db: Query): Query =>
  new Proxy(db, {
    get: (target, name) => {
      if (name === 'deleteFrom') process.kill(process.pid, 'SIGKILL');
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** Every statement is committed by itself. */
const withoutTransactions = (app: App): App => {
  const { write } = app.db;
  const transaction = () => ({ execute: (work: (tx: Query) => Promise<unknown>) => work(dieBeforeRowsGo(write)) });
  const piecemeal = new Proxy(write, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name, target)),
  });
  return { ...app, db: { ...app.db, write: piecemeal } };
};

obeyOrder<CompactorOrder>(async ({ settings, now_ms, variant }) => {
  const plain = { ...(await createApp(loadConfig(settings), 'compactor')), clock: () => now_ms };
  // Answers first: whoever started it watches it work.
  setImmediate(() => void compactHistory(variant === 'real' ? plain : withoutTransactions(plain)));
  return {};
});
