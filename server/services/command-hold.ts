import type { CommandHold } from '#lib/contract/command-hold.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { deleteCommandHold, findCommandHold } from '#server/store/command-holds.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';

/** Of the frame around all pages: everybody of the fleet is told. */
export const readCommandHold = async (app: App, { fleet_id }: Pick<Actor, 'fleet_id'>): Promise<CommandHold> => {
  const hold = await findCommandHold(app.db.read, fleet_id);
  if (!hold) return {};
  const { held_since, known_until, ended_messages } = hold;
  return { held_since, ...(known_until !== null && { known_until }), ...(ended_messages > 0 && { ended_messages }) };
};

export const getCommandHold: Service<'getCommandHold'> = async (app, actor) => {
  authorise(actor, 'getCommandHold');
  return readCommandHold(app, actor);
};

/** A fleet that is not held is left as it is. */
export const confirmRestore: Service<'confirmRestore'> = async (app, actor) => {
  authorise(actor, 'confirmRestore');
  const { fleet_id, flow_id } = actor;
  await write(app, async (tx, _emit, audit) => {
    const hold = await deleteCommandHold(tx, fleet_id);
    if (!hold) return;
    const detail = { held_since: hold.held_since, ...(hold.known_until !== null && { known_until: hold.known_until }) };
    audit({ fleet_id, actor, action: 'fleet.confirm-restore', object_type: 'fleet', object_id: fleet_id, detail, flow_id });
  });
};
