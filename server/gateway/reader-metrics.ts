import type { Query } from '#server/db/dialect.ts';
import { type LogReader, listLogReaders } from '#server/store/log-readers.ts';

const names: Record<LogReader['kind'], string> = { CONSUMER: 'event-consumers', WEBHOOK: 'webhooks', NOTIFICATION: 'notifications' };

/**
 * Lines of the Prometheus text format: of those who read one fleet's log the one that is most behind, by kind. Who is switched off is behind for good and
 * not counted. None without the database, so that a process tells the rest of itself all the more.
 */
export const readerMetrics = async (db: Query): Promise<string[]> => {
  const readers = await listLogReaders(db).catch(() => undefined);
  if (!readers) return [];
  const waiting = readers.filter(({ status }) => status !== 'DISABLED');
  return Object.entries(names).map(([kind, name]) => {
    const most = waiting.reduce((found, reader) => (reader.kind === kind ? Math.max(found, reader.waiting) : found), 0);
    return `motorpool_log_waiting_events{reader="${name}"} ${most}`;
  });
};
