import { type App, nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { deleteRateSpendsBefore, listRateSpendsOfOthers, upsertRateSpends } from '#server/store/rate-spends.ts';
import { write } from '#server/store/write.ts';

const exchange_every_ms = 500;
const forget_after_ms = 120_000;
const most_at_once = 1_000;

/**
 * Several web processes count together: each tells the others through the database what its callers have spent, twice a second while there are any, and
 * counts what theirs spent as its own. So a limit is exceeded at most by what comes within half a second. `charge` is told what others have let through.
 */
export const createSharedSpending = (app: App, charge: (bucket_key: string, points: number) => void) => {
  const process_id = newId();
  const own = new Map<string, { spent: number; at_ms: number }>();
  const changed = new Set<string>();
  const seen = new Map<string, number>();
  let watched = false;
  let exchanged_ms = Number.NEGATIVE_INFINITY;
  let exchanging: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const forgetOld = () => {
    for (const [key, { at_ms }] of own) if (performance.now() - at_ms > forget_after_ms) own.delete(key);
  };

  const exchange = async (): Promise<void> => {
    const keys = [...changed].slice(0, most_at_once);
    const rows = keys.map((bucket_key) => ({ process_id, bucket_key, spent: own.get(bucket_key)?.spent ?? 0 }));
    for (const key of keys) changed.delete(key);
    await write(app, async (tx) => {
      await upsertRateSpends(tx, rows, nowAt(app));
      await deleteRateSpendsBefore(tx, new Date(app.clock() - forget_after_ms).toISOString());
    });
    const present = new Set<string>();
    for (const { process_id: other, bucket_key, spent } of await listRateSpendsOfOthers(app.db.read, process_id)) {
      const key = `${other}/${bucket_key}`;
      const before = seen.get(key) ?? 0;
      present.add(key);
      seen.set(key, spent);
      // What was there before this process belongs to windows that it has not seen.
      if (watched && spent !== before) charge(bucket_key, spent > before ? spent - before : spent);
    }
    for (const key of seen.keys()) if (!present.has(key)) seen.delete(key);
    watched = true;
    forgetOld();
  };

  const begin = () => {
    timer = undefined;
    exchanged_ms = performance.now();
    exchanging = exchange()
      .catch((error: unknown) => app.log.warn({ err: error }, 'Spent requests were not exchanged with other processes'))
      .finally(() => {
        exchanging = undefined;
        if (changed.size > 0) wake();
      });
  };
  const wake = () => {
    if (exchanging || timer) return;
    const pause_ms = exchanged_ms + exchange_every_ms - performance.now();
    if (pause_ms <= 0) begin();
    else timer = setTimeout(begin, pause_ms).unref();
  };

  return {
    /** The caller has taken one from his bucket here. */
    note: (bucket_key: string): void => {
      const spent = (own.get(bucket_key)?.spent ?? 0) + 1;
      own.set(bucket_key, { spent, at_ms: performance.now() });
      changed.add(bucket_key);
      wake();
    },
  };
};
