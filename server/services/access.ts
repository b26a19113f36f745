import { type Actor, mayBeOfClients, permissions } from '#lib/domain/access.ts';
import { areaOf, permission_areas } from '#lib/domain/permission-areas.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { chooseSessionFleet, type FleetRow, findFleet, listFleetsOfUser } from '#server/store/access.ts';
import { listRunningGrants } from '#server/store/support-grants.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';

const descriptions = new Map(permission_areas.map(({ area, covers }) => [area, covers]));

const fleetsOf = async (app: App, actor: Actor): Promise<FleetRow[]> => {
  if (actor.type === 'USER') {
    const own = await listFleetsOfUser(app.db.read, actor.id);
    const granted = await listRunningGrants(app.db.read, actor.id, nowAt(app));
    const let_in = await Promise.all(granted.map(({ fleet_id }) => findFleet(app.db.read, fleet_id)));
    return [...own, ...let_in.filter((fleet) => fleet !== undefined).filter((fleet) => !own.some(({ id }) => id === fleet.id))];
  }
  const own = await findFleet(app.db.read, actor.fleet_id);
  return own ? [own] : [];
};

export const listFleets: Service<'listFleets'> = async (app, actor) => {
  authorise(actor, 'listFleets');
  return { items: (await fleetsOf(app, actor)).map(({ id, name, time_zone }) => ({ id, name, time_zone })) };
};

/** From the next request on, the person's sign-in works in that fleet. */
export const chooseFleet: Service<'chooseFleet'> = async (app, actor, { body: { fleet_id } }) => {
  authorise(actor, 'chooseFleet');
  const fleets = await fleetsOf(app, actor);
  if (!fleets.some(({ id }) => id === fleet_id)) throw new Problem('missing-permissions', `You have no access to fleet ${fleet_id}.`);
  const { session_id } = actor;
  if (session_id) await write(app, (tx) => chooseSessionFleet(tx, session_id, fleet_id));
};

export const listPermissions: Service<'listPermissions'> = async (_app, actor) => {
  authorise(actor, 'listPermissions');
  const entries = permissions.map((id) => ({
    id,
    area: areaOf(id),
    access: id.endsWith('.ro') ? ('READ' as const) : ('READ_AND_WRITE' as const),
    description: descriptions.get(areaOf(id)) ?? '',
    of_api_clients: mayBeOfClients(id),
  }));
  return { items: entries };
};
