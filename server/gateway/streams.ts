import type { MessageSource } from '#server/adapters/message-source.ts';
import { AdapterFailure, type HttpAdapter, type StreamSide } from '#server/adapters/port.ts';
import { nowAt } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { deleteOldCommandResults } from '#server/store/command-results.ts';
import { type CredentialsRow, listAllCredentials } from '#server/store/credentials.ts';
import { deleteSeenMessages } from '#server/store/seen-messages.ts';
import { findStream, upsertStream } from '#server/store/streams.ts';
import { write } from '#server/store/write.ts';
import type { CredentialsHealth } from './credentials-health.ts';
import { credentialsLease, type Leases } from './lease-keeper.ts';
import { type CredentialsVault, revisionInUse } from './open-credentials.ts';
import { backOffDelay } from './poll-plan.ts';
import { type BatchParts, type StreamPlace, storeBatch } from './stream-batch.ts';
import type { StreamFigures } from './stream-metrics.ts';

export interface StreamParts extends BatchParts {
  adapters: readonly HttpAdapter[];
  vault: CredentialsVault;
  health: CredentialsHealth;
  /** Which credentials are this gateway's to use. */
  leases: Leases;
}

export interface Streams {
  start(): void;
  /** Other credentials may be this gateway's from now on. */
  reload(): void;
  figures(): StreamFigures[];
  stop(): Promise<void>;
}

const poll_wait_ms = 1_000;
const reload_ms = 5_000;
const look_at_lag_ms = 15_000;
const longest_pause_ms = 60_000;
/** Keys of stored messages are kept so long at least; never given up before the source has our commit. */
const seen_window_ms = 3_600_000;
const early_result_ms = 600_000;

interface Line {
  place: StreamPlace;
  revision: number;
  stopped: boolean;
  wake: () => void;
  ended: Promise<void>;
  alarm_lag_ms: number;
  connected: boolean;
  waiting_messages: number | undefined;
  caught_up_at_ms: number;
  alarmed: boolean;
  skipped: number;
  messages: number;
}

/**
 * Reads the vendors' message logs, one reader per credentials. The order of a batch is fixed: store, COMMIT, then commit at the source. A reader that
 * breaks is opened anew after a pause and begins after the last commit; what comes twice is recognised.
 */
export const createStreams = (parts: StreamParts): Streams => {
  const { app, vault, health, leases } = parts;
  const lines = new Map<string, Line>();
  let timer: NodeJS.Timeout | undefined;

  const lagOf = (line: Line): number =>
    line.connected && line.waiting_messages === 0 ? 0 : Math.max(0, app.clock() - line.caught_up_at_ms);

  const noteState = async (line: Line): Promise<void> => {
    const lag_ms = lagOf(line);
    const alarm = lag_ms > line.alarm_lag_ms;
    if (alarm && !line.alarmed)
      app.log.error({ ...line.place, lag_ms }, 'A message log is not read in time; the vendor will forget what waits');
    line.alarmed = alarm;
    await write(app, (tx) =>
      upsertStream(tx, {
        ...line.place,
        status: line.connected ? 'CONNECTED' : 'BROKEN',
        waiting_messages: line.waiting_messages ?? null,
        caught_up_at: new Date(line.caught_up_at_ms).toISOString(),
        checked_at: nowAt(app),
      }),
    );
  };

  const pause = (line: Line, ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (line.stopped) return resolve();
      const timeout = setTimeout(resolve, ms);
      line.wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });

  const lookAtLag = async (line: Line, source: MessageSource): Promise<void> => {
    line.waiting_messages = await source.lag();
    if (line.waiting_messages === 0) line.caught_up_at_ms = app.clock();
    await noteState(line);
    // Everything older is committed at the source, which will not give it again.
    const now_ms = app.clock();
    await write(app, async (tx) => {
      await deleteSeenMessages(tx, line.place.credentials_id, new Date(now_ms - seen_window_ms).toISOString());
      await deleteOldCommandResults(tx, new Date(now_ms - early_result_ms).toISOString());
    });
  };

  const readOn = async (line: Line, stream: StreamSide, source: MessageSource, onStored: () => void): Promise<void> => {
    let looked_at_ms = Number.NEGATIVE_INFINITY;
    while (!line.stopped) {
      const messages = await source.poll(poll_wait_ms);
      if (line.stopped) return;
      if (messages.length > 0) {
        const { skipped } = await storeBatch(parts, line.place, stream, messages);
        await source.commit(messages);
        line.messages += messages.length;
        line.skipped += skipped;
        // Behind is whoever still reads old messages.
        line.caught_up_at_ms = Math.max(line.caught_up_at_ms, messages.at(-1)?.stored_at_ms ?? 0);
        onStored();
      }
      health.succeeded({ id: line.place.credentials_id, revision: line.revision });
      if (performance.now() - looked_at_ms < look_at_lag_ms) continue;
      looked_at_ms = performance.now();
      await lookAtLag(line, source);
    }
  };

  const readOnce = async (line: Line, stream: StreamSide, row: CredentialsRow, onStored: () => void): Promise<void> => {
    const opened = vault.openRow(row);
    const source = await stream.open(opened.credentials, opened.context(newFlowId()));
    try {
      line.connected = true;
      await readOn(line, stream, source, onStored);
    } finally {
      line.connected = false;
      await source.close().catch((error: unknown) => app.log.warn({ ...line.place, err: error }, 'A stream did not close'));
    }
  };

  const run = async (line: Line, stream: StreamSide, row: CredentialsRow): Promise<void> => {
    const known = await findStream(app.db.read, row.id);
    line.caught_up_at_ms = known?.caught_up_at ? Date.parse(known.caught_up_at) : app.clock();
    let failures = 0;
    while (!line.stopped) {
      try {
        await readOnce(line, stream, row, () => {
          failures = 0;
        });
      } catch (error) {
        failures += 1;
        health.failed({ id: row.id, revision: line.revision }, error);
        const retry_after_ms = error instanceof AdapterFailure ? error.retry_after_ms : undefined;
        app.log.warn({ ...line.place, failures, err: error }, 'A stream broke; it is opened anew');
        await noteState(line).catch((failure: unknown) => app.log.error({ err: failure }, 'State of a stream not noted'));
        await pause(line, Math.min(longest_pause_ms, backOffDelay(failures, retry_after_ms, Math.random)));
      }
    }
  };

  const open = (row: CredentialsRow, stream: StreamSide): Line => {
    const line: Line = {
      place: { credentials_id: row.id, fleet_id: row.fleet_id, brand: row.brand },
      revision: revisionInUse(row),
      stopped: false,
      wake: () => {},
      ended: Promise.resolve(),
      alarm_lag_ms: stream.alarm_lag_ms,
      connected: false,
      waiting_messages: undefined,
      caught_up_at_ms: app.clock(),
      alarmed: false,
      skipped: 0,
      messages: 0,
    };
    line.ended = run(line, stream, row).catch((error: unknown) => app.log.error({ ...line.place, err: error }, 'A stream ended'));
    lines.set(row.id, line);
    return line;
  };

  const shut = (line: Line): Promise<void> => {
    line.stopped = true;
    line.wake();
    lines.delete(line.place.credentials_id);
    return line.ended;
  };

  let reloading = false;
  const reload = async (): Promise<void> => {
    const rows = new Map((await listAllCredentials(app.db.read)).map((row) => [row.id, row]));
    for (const line of [...lines.values()]) {
      const row = rows.get(line.place.credentials_id);
      if (!row || revisionInUse(row) !== line.revision || !leases.holds(credentialsLease(row.id))) await shut(line);
    }
    for (const row of rows.values()) {
      const stream = parts.adapters.find(({ brand }) => brand === row.brand)?.stream;
      const leave = stream && timer && !lines.has(row.id) ? leases.enter(credentialsLease(row.id)) : undefined;
      if (stream && leave) void open(row, stream).ended.finally(leave);
    }
  };

  let again = false;
  const load = () => {
    again = reloading;
    if (reloading) return;
    reloading = true;
    reload()
      .catch((error: unknown) => app.log.error({ err: error }, 'Streams could not be listed'))
      .finally(() => {
        reloading = false;
        if (again && timer) load();
      });
  };

  return {
    reload: () => {
      if (timer) load();
    },
    start: () => {
      timer = setInterval(load, reload_ms);
      load();
    },
    figures: () =>
      [...lines.values()].map((line) => ({
        credentials_id: line.place.credentials_id,
        brand: line.place.brand,
        connected: line.connected,
        waiting_messages: line.waiting_messages,
        lag_ms: lagOf(line),
        alarm: lagOf(line) > line.alarm_lag_ms,
        skipped: line.skipped,
        messages: line.messages,
      })),
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await Promise.all([...lines.values()].map(shut));
    },
  };
};
