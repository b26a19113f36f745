import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { findFleet } from '#server/store/access.ts';
import { getEventBounds } from '#server/store/events.ts';
import { listFleetRows, listSharedRows } from '#server/store/fleet-snapshot.ts';
import { findLease } from '#server/store/leases.ts';
import { version } from '#server/version.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { readPaceRules } from './freshness.ts';
import { snapshotOf } from './snapshot-columns.ts';

export const getMe: Service<'getMe'> = async (app, actor: Actor) => {
  const fleet = await findFleet(app.db.read, actor.fleet_id);
  if (!fleet) throw new Problem('resource-not-found', 'This fleet is gone.');
  return {
    id: actor.id,
    name: actor.name,
    email: actor.email ?? '',
    ...(actor.preset && { preset: actor.preset }),
    permissions: [...actor.permissions],
    fleet: { id: fleet.id, name: fleet.name, time_zone: fleet.time_zone },
    ...(actor.support_grant && { support_access: actor.support_grant }),
  };
};

/** A page is read while the fleet goes on: its stream starts a little earlier, so that some events are told twice rather than one never. */
const page_overlap = 50;

/** Sequence behind which the live stream of a page that is being made now must start. */
export const liveStart = async (app: App, actor: Actor): Promise<number> => {
  const { oldest, newest } = await getEventBounds(app.db.read, actor.fleet_id);
  return Math.max(oldest - 1, newest - page_overlap, 0);
};

/** The sequence is read first: what is committed meanwhile is then told twice rather than never. */
export const getFleetSnapshot: Service<'getFleetSnapshot'> = async (app, actor) => {
  authorise(actor, 'getFleetSnapshot');
  const { newest } = await getEventBounds(app.db.read, actor.fleet_id);
  const own = await listFleetRows(app.db.read, actor.fleet_id);
  const rows = [...own, ...(await listSharedRows(app.db.read, actor.fleet_id))];
  return { sequence: newest, ...snapshotOf(rows, await readPaceRules(app, actor)) };
};

/** The gateway renews its lease every few seconds: one that ran out means that commands will not go out. */
export const getHealth: Service<'getHealth'> = async (app) => {
  try {
    const lease = await findLease(app.db.read, 'gateway');
    const alive = lease !== undefined && Date.parse(lease.expires_at) > app.clock();
    return { status: alive ? 'ok' : 'degraded', version, database: 'ok', gateway: alive ? 'ok' : 'silent' };
  } catch (error) {
    app.log.error({ err: error }, 'Health: the database does not answer');
    return { status: 'degraded', version, database: 'failed', gateway: 'silent' };
  }
};
