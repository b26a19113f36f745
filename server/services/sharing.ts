/**
 * A vehicle that is shared appears in the partner's list; the partner sees and commands it, the owner may edit it and not command it. Partners are fleets
 * that name each other in their settings: nobody learns of a fleet that does not want to be known.
 */
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { Sharing } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { type FleetRow, findFleet } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { endOfSharing } from '#server/store/shared-vehicles.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { changeVehicle, changeVehicleIn, getVehicleRow, type Writing } from './change-vehicle.ts';
import { normaliseInstant } from './instant.ts';
import { refuseWhileCommandRuns } from './refuse-while-command-runs.ts';

const partnersOf = (fleet: FleetRow | undefined): string[] => (fleet ? readFleetRules(fleet.settings).sharing_partners : []);

const findPartner = async (db: Query, own: FleetRow | undefined, fleet_id: string): Promise<FleetRow | undefined> => {
  if (!own || own.id === fleet_id || !partnersOf(own).includes(fleet_id)) return undefined;
  const fleet = await findFleet(db, fleet_id);
  return partnersOf(fleet).includes(own.id) ? fleet : undefined;
};

const refuse = (pointer: string, message: string, kind: 'referenced-resource-not-found' | 'validation-error', code: string) =>
  new Problem(kind, message, { errors: [{ pointer, code, message }] });

const requireLater = (app: App, ends_at: string | undefined): string | undefined => {
  const end = normaliseInstant(ends_at);
  if (end !== undefined && end <= nowAt(app))
    throw refuse('/ends_at', 'The sharing must end in the future.', 'validation-error', 'too_small');
  return end;
};

const sharingColumns = (sharing: Sharing) => ({
  partner_fleet_id: sharing.partner.fleet_id,
  sharing: JSON.stringify(sharing),
  sharing_ends_at: sharing.ends_at ?? null,
});

/** The partner's log begins with the whole vehicle and its whole state; all that follows is copied into it. */
const introduce = async (app: App, { tx, emit }: Writing, actor: Actor, fleet_id: string, vehicle_id: string, vehicle: object) => {
  const event = { fleet_id, vehicle_id, flow_id: actor.flow_id };
  emit({ ...event, type: 'VehicleCreated', occurred_at: nowAt(app), data: { reasons: ['SHARING_CHANGED'], vehicle } });
  const state = await getLatestState(tx, vehicle_id);
  if (Object.keys(state).length === 0) return;
  const data = toStateRecord(state, { full: true });
  emit({ ...event, type: 'VehicleStateRecorded', occurred_at: data.t, data });
};

export const shareVehicle: Service<'shareVehicle'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'shareVehicle');
  const { vehicle_id } = params;
  const ends_at = requireLater(app, body.ends_at);
  return write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    const own = await findFleet(tx, actor.fleet_id);
    const writing: Writing = { tx, audit, emit: (event) => emit({ ...event, partner_data: null }) };
    const vehicle = await changeVehicleIn(app, writing, actor, {
      ...door,
      vehicle_id,
      action: 'vehicle.share',
      change: async (row, now) => {
        if (row.partner_fleet_id)
          throw new Problem('conflicting-resource', `Vehicle ${row.id} is shared with ${row.partner_fleet_id} already.`);
        const partner = await findPartner(tx, own, body.fleet_id);
        if (!partner || !own)
          throw refuse('/fleet_id', `Fleet ${body.fleet_id} is no partner of this fleet.`, 'referenced-resource-not-found', 'not_found');
        await refuseWhileCommandRuns(tx, row.id);
        const sharing = {
          owner: { fleet_id: own.id, name: own.name },
          partner: { fleet_id: partner.id, name: partner.name },
          starts_at: now,
          ...(ends_at && { ends_at }),
        };
        return { columns: sharingColumns(sharing), reasons: ['SHARING_CHANGED'] };
      },
    });
    await introduce(app, { tx, emit, audit }, actor, body.fleet_id, vehicle_id, vehicle);
    return vehicle;
  });
};

export const changeSharing: Service<'changeSharing'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'changeSharing');
  const ends_at = requireLater(app, body.ends_at ?? undefined);
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.share.change',
    change: (row) => {
      if (!row.sharing) throw new Problem('conflicting-resource', `Vehicle ${row.id} is not shared.`);
      if (row.sharing_ends_at === (ends_at ?? null)) return undefined;
      const { ends_at: _, ...sharing }: Sharing = JSON.parse(row.sharing);
      return { columns: sharingColumns({ ...sharing, ...(ends_at && { ends_at }) }), reasons: ['SHARING_CHANGED'] };
    },
  });
};

/** Without authorisation: for services that have authorised, and for the gateway when the time is over. What is not shared stays as it is. */
export const endSharingOne = (app: App, actor: Actor, vehicle_id: string, if_match?: string, over_by?: string): Promise<void> =>
  write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    const row = await getVehicleRow(tx, actor, vehicle_id);
    const { partner_fleet_id: fleet_id } = row;
    if (fleet_id === null || (over_by !== undefined && (row.sharing_ends_at === null || row.sharing_ends_at > over_by))) return;
    const change = () => ({ columns: endOfSharing, reasons: ['SHARING_CHANGED' as const] });
    await changeVehicleIn(app, { tx, emit, audit }, actor, { vehicle_id, if_match, action: 'vehicle.share.end', change });
    const data = { vehicle_id, fleet_id: row.fleet_id, archived_at: nowAt(app) };
    emit({ fleet_id, type: 'VehicleRemoved', vehicle_id, occurred_at: data.archived_at, flow_id: actor.flow_id, data });
  });

export const endSharing: Service<'endSharing'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'endSharing');
  await endSharingOne(app, actor, params.vehicle_id, if_match);
};

export const listSharingPartners: Service<'listSharingPartners'> = async (app, actor) => {
  authorise(actor, 'listSharingPartners');
  const own = await findFleet(app.db.read, actor.fleet_id);
  const found = await Promise.all(partnersOf(own).map((fleet_id) => findPartner(app.db.read, own, fleet_id)));
  return { items: found.flatMap((fleet) => (fleet ? [{ fleet_id: fleet.id, name: fleet.name }] : [])) };
};
