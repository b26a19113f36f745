import type { Query } from '#server/db/dialect.ts';
import { consumerCursor, listAllConsumers } from './event-consumers.ts';
import { listNewestSequences } from './events.ts';

/** Somebody who reads a fleet's log on by a place of his own. */
export interface LogReader {
  kind: 'CONSUMER' | 'WEBHOOK' | 'NOTIFICATION';
  fleet_id: string;
  name: string;
  status: 'ACTIVE' | 'DISABLED' | 'FAILING';
  /** Events of the log that he has yet to pass. */
  waiting: number;
}

const statusOf = (enabled: boolean, failing = false): LogReader['status'] => (failing ? 'FAILING' : enabled ? 'ACTIVE' : 'DISABLED');

/** Readers of all fleets, or of one, in the order of their names. */
export const listLogReaders = async (db: Query, fleet_id?: string): Promise<LogReader[]> => {
  const newest = new Map((await listNewestSequences(db)).map((row) => [row.fleet_id, row.last_sequence]));
  const read = (
    kind: LogReader['kind'],
    status: LogReader['status'],
    row: { fleet_id: string; name: string; sequence: number },
  ): LogReader => {
    const waiting = Math.max(0, (newest.get(row.fleet_id) ?? 0) - row.sequence);
    return { kind, fleet_id: row.fleet_id, name: row.name, status, waiting };
  };
  const cursors = await db
    .selectFrom('cursors')
    .selectAll()
    .where('name', 'like', `${consumerCursor('')}%`)
    .execute();
  const place_of = new Map(cursors.map(({ name, sequence }) => [name, sequence]));
  const consumers = (await listAllConsumers(db))
    .filter(({ deleted_at }) => deleted_at === null)
    .map((row) => {
      const sequence = place_of.get(consumerCursor(row.id)) ?? newest.get(row.fleet_id) ?? 0;
      return read('CONSUMER', statusOf(row.suspended === 0, row.relay_state === 'FAILING'), { ...row, sequence });
    });
  const columns = ['fleet_id', 'name', 'enabled', 'sequence'] as const;
  const webhooks = await db.selectFrom('webhooks').select(columns).execute();
  const subscriptions = await db.selectFrom('notification_subscriptions').select(columns).execute();
  return [
    ...consumers,
    ...webhooks.map((row) => read('WEBHOOK', statusOf(row.enabled === 1), row)),
    ...subscriptions.map((row) => read('NOTIFICATION', statusOf(row.enabled === 1), row)),
  ]
    .filter((reader) => fleet_id === undefined || reader.fleet_id === fleet_id)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};
