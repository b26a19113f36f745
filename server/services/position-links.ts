import type { PositionLink } from '#lib/contract/desk.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { type App, nowAt } from '#server/app.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newId, newToken } from '#server/ids.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import {
  findPositionLink,
  findPositionLinkByHash,
  insertPositionLink,
  listPositionLinks as listRows,
  type PositionLinkRow,
  revokePositionLink,
} from '#server/store/position-links.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { authorColumns, authorOf } from './author.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getVehicleRow } from './change-vehicle.ts';

const most_links = 20;
const hour_ms = 3_600_000;

const toLink = (row: PositionLinkRow): PositionLink => ({
  id: row.id,
  vehicle_id: row.vehicle_id,
  created_at: row.created_at,
  created_by: authorOf(row),
  expires_at: row.expires_at,
});

export const listPositionLinks: Service<'listPositionLinks'> = async (app, actor, { params }) => {
  authorise(actor, 'listPositionLinks');
  const { id } = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  return { items: (await listRows(app.db.read, id, nowAt(app))).map(toLink) };
};

export const createPositionLink: Service<'createPositionLink'> = async (app, actor, { params, body }) => {
  authorise(actor, 'createPositionLink');
  const { fleet_id, flow_id } = actor;
  const token = newToken();
  const link = await write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const vehicle = await getVehicleRow(tx, actor, params.vehicle_id);
    const { id: vehicle_id } = vehicle;
    if (vehicle.archived_at) throw new Problem('conflicting-resource', `Vehicle ${vehicle_id} is archived. Restore it first.`);
    const created_at = nowAt(app);
    if ((await listRows(tx, vehicle_id, created_at)).length >= most_links)
      throw new Problem('conflicting-resource', `Vehicle ${vehicle_id} has ${most_links} position links. Revoke one first.`);
    const expires_at = new Date(app.clock() + body.expires_in_hours * hour_ms).toISOString();
    const row = { id: newId(), fleet_id, vehicle_id, token_hash: tokenHash(token), created_at, expires_at, revoked_at: null };
    await insertPositionLink(tx, { ...row, ...authorColumns(actor) });
    const detail = { link_id: row.id, expires_at };
    audit({ fleet_id, actor, action: 'vehicle.position-link.create', object_type: 'vehicle', object_id: vehicle_id, detail, flow_id });
    return toLink({ ...row, ...authorColumns(actor) });
  });
  return { ...link, url: `${app.config.app_url}/position/${token}` };
};

export const deletePositionLink: Service<'deletePositionLink'> = async (app, actor, { params }) => {
  authorise(actor, 'deletePositionLink');
  const { fleet_id, flow_id } = actor;
  await write(app, async (tx, _emit, audit) => {
    const row = await findPositionLink(tx, params.link_id.toUpperCase());
    if (row?.fleet_id !== fleet_id) throw new Problem('resource-not-found', `There is no position link ${params.link_id}.`);
    if (row.revoked_at) return;
    await revokePositionLink(tx, row.id, nowAt(app));
    const [object_id, detail] = [row.vehicle_id, { link_id: row.id }];
    audit({ fleet_id, actor, action: 'vehicle.position-link.revoke', object_type: 'vehicle', object_id, detail, flow_id });
  });
};

/** All that a stranger with a link learns. */
export interface SharedPosition {
  label: string;
  position?: Position & { at: string };
  expires_at: string;
}

/** For whoever holds the token; nobody is signed in. Undefined when the link is unknown, expired, revoked, or its vehicle archived. */
export const readSharedPosition = async (app: App, token: string): Promise<SharedPosition | undefined> => {
  const link = await findPositionLinkByHash(app.db.read, tokenHash(token), nowAt(app));
  const vehicle = link && (await findVehicle(app.db.read, link.fleet_id, link.vehicle_id));
  if (!vehicle || vehicle.archived_at) return undefined;
  const { position } = await getLatestState(app.db.read, vehicle.id);
  return {
    label: vehicle.license_plate ?? vehicle.custom_name ?? vehicle.id,
    expires_at: link.expires_at,
    ...(position && { position: { ...position.value, at: position.timestamp } }),
  };
};
