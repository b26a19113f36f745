/**
 * Who is in office. Each gateway is a row that it keeps alive by raising a number; who sees the number stand still for too long removes the row, and with
 * it leases and units of that gateway. No clocks are compared: every gateway trusts its own stopwatch alone. Whatever a gateway does on the strength of
 * its office checks its row in the same transaction, so one that was paused, and does not know that it was removed, can do no more harm.
 */
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  beatGateway,
  type GatewayRow,
  holdGateway,
  insertGateway,
  isGateway,
  listGateways,
  removeGateway,
} from '#server/store/gateways.ts';
import { prolongLease, takeLease } from '#server/store/leases.ts';
import { write } from '#server/store/write.ts';
import { version } from '#server/version.ts';

/** Its epoch counts the gateways there ever were; until it ends, somebody is in office. */
export const gateway_lease = 'gateway';

/** What a gateway shows in each write that relies on its office. */
export interface Post {
  id: string;
  epoch: number;
  /** False when it is not in office any more. Until the transaction ends nobody can take it for dead. */
  hold(tx: Query): Promise<boolean>;
}

export interface Office extends Post {
  /** The same without a lock: true only for what is done under locks that a successor needs too. */
  isInOffice(tx: Query): Promise<boolean>;
  /** Those among whom work is divided, as they were at the last look, this one included unless it is leaving. */
  members(): readonly Pick<GatewayRow, 'id' | 'name'>[];
  /** Begins to divide work. Signs of life are given, and looked for, from the moment it has joined. */
  start(): Promise<void>;
  /** Takes no new work from here on; others may take what is given up. */
  announceLeaving(): Promise<void>;
  /** Gives everything up that is left. */
  leave(): Promise<void>;
}

export interface OfficeParts {
  app: App;
  /** A gateway of the same name, dead or alive, is put out of office at once. */
  name: string;
  address: string;
  /** Silence after which a gateway counts as dead. */
  lease_ms: number;
  holding(): { leases: number; sessions: number };
  onDeposed(): void;
  /** After each look since it has started. */
  onLook(): void;
  /** Another gateway has left, or was taken for dead. */
  onGone(): void;
}

/** With the looks before and after it, whatever a dead gateway held is others' within 8 s, of the 15 s that are promised. */
export const default_lease_ms = 5_000;
const looks_per_lease = 5;

export const postOf = (id: string, epoch: number): Post => ({ id, epoch, hold: (tx) => holdGateway(tx, id) });

/** Puts a gateway into office in place of the one that had its name. */
export const enterOffice = async (
  tx: Query,
  gateway: { id: string; name: string; address: string; now: string; expires_at: string },
): Promise<{ epoch: number; former: GatewayRow | undefined }> => {
  const { id, name, address, now, expires_at } = gateway;
  // First, so that two that start at once follow one another.
  const epoch = await takeLease(tx, gateway_lease, name, expires_at);
  const former = (await listGateways(tx)).find((row) => row.name === name);
  if (former) await removeGateway(tx, former.id);
  const began = { beat: 0, started_at: now, heartbeat_at: now, leaving: 0, leases: 0, sessions: 0 };
  await insertGateway(tx, { id, name, epoch, address, version, ...began });
  return { epoch, former };
};

export const joinOffice = async (parts: OfficeParts): Promise<Office> => {
  const { app, lease_ms } = parts;
  const id = newId();
  const expiry = () => new Date(app.clock() + 2 * Math.min(lease_ms, default_lease_ms)).toISOString();
  const { epoch, former } = await write(app, (tx) =>
    enterOffice(tx, { id, name: parts.name, address: parts.address, now: nowAt(app), expires_at: expiry() }),
  );
  if (former && app.clock() - Date.parse(former.heartbeat_at) < lease_ms) {
    const reason = app.config.database_url
      ? 'A gateway of this name was in office a moment ago; it ends, this one goes on'
      : 'Another gateway was in office a moment ago; on SQLite there is one at a time, so it ends and this one goes on (several need PostgreSQL)';
    app.log.warn({ name: parts.name, former: former.address }, reason);
  }
  /** Signs of life do not wait behind the work that they vouch for, and are statements by themselves: a process that is paused keeps no lock of theirs. */
  const pulse = { ...app, db: { ...app.db, read: app.db.pulse, write: app.db.pulse } };
  const look_ms = Math.min(default_lease_ms, lease_ms) / looks_per_lease;
  const seen = new Map<string, { beat: number; since_ms: number }>();
  let looked_ms = 0;
  let members: GatewayRow[] = [];
  let leaving = 0;
  let started = false;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  const depose = () => {
    if (over) return;
    over = true;
    clearInterval(timer);
    parts.onDeposed();
  };

  const removeDead = async (row: GatewayRow) => {
    if (!(await write(pulse, (tx) => removeGateway(tx, row.id, row.beat)))) return;
    app.log.warn({ gateway: row.name, address: row.address }, 'A gateway gives no sign of life; its work is taken over');
  };

  const watch = async (rows: readonly GatewayRow[]) => {
    const now_ms = performance.now();
    // Who did not look for a while, because it or the database was away, cannot tell who was silent.
    if (now_ms - looked_ms > (looks_per_lease - 2) * look_ms) seen.clear();
    looked_ms = now_ms;
    const ids = new Set(rows.map((row) => row.id));
    const gone = [...seen.keys()].filter((known) => !ids.has(known));
    for (const known of gone) seen.delete(known);
    if (gone.length > 0) parts.onGone();
    for (const row of rows) {
      const last = seen.get(row.id);
      if (row.id === id || last?.beat !== row.beat) seen.set(row.id, { beat: row.beat, since_ms: now_ms });
      else if (now_ms - last.since_ms > lease_ms) await removeDead(row);
    }
  };

  const look = async () => {
    const beat = { heartbeat_at: nowAt(app), leaving, ...parts.holding() };
    if (!(await beatGateway(app.db.pulse, id, beat))) return depose();
    await watch(await listGateways(app.db.pulse));
    members = (await listGateways(app.db.pulse)).filter((row) => row.leaving === 0);
    if (started) parts.onLook();
    // Last, since a newcomer that is paused on its way into office may hold it.
    await prolongLease(app.db.pulse, gateway_lease, expiry());
  };

  const quietly = () => {
    looking ??= look()
      .catch((error: unknown) => app.log.error({ err: error }, 'The gateways could not be looked at'))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  // What a gateway does until it is ready may take longer than others wait for a sign of life.
  timer = setInterval(() => void quietly(), look_ms);
  return {
    ...postOf(id, epoch),
    isInOffice: (tx) => isGateway(tx, id),
    members: () => members,
    start: async () => {
      members = (await listGateways(app.db.read)).filter((row) => row.leaving === 0);
      started = true;
    },
    announceLeaving: async () => {
      leaving = 1;
      await looking;
      if (!over) await quietly();
    },
    leave: async () => {
      over = true;
      clearInterval(timer);
      await looking;
      await write(app, (tx) => removeGateway(tx, id));
    },
  };
};
