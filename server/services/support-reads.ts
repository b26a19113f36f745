/**
 * Every read of a position under support access has an entry in the audit log: of each call of an operation whose answer can hold one, each page, and
 * each stream that is opened. The doors ask; without its entry there is no answer.
 */
import { z } from 'zod';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { write } from '#server/store/write.ts';

/** Answers whose form does not show that they hold positions: free data of events, and text. */
const further: readonly OperationId[] = ['listFleetLog', 'listEvents', 'exportEventLog', 'exportVehicles'];

const judged = new Map<OperationId, boolean>();

/** Whether the answer of the operation can hold a position. */
export const tellsPositions = (id: OperationId): boolean => {
  const known = judged.get(id);
  if (known !== undefined) return known;
  const { output }: Operation = operations[id];
  const form = JSON.stringify(z.toJSONSchema(output, { unrepresentable: 'any', io: 'output' }));
  const tells = further.includes(id) || /"(lat|position)":/.test(form);
  judged.set(id, tells);
  return tells;
};

const note = async (app: App, actor: Actor, object_type: string, object_id: string, detail: object): Promise<void> => {
  if (!actor.support_grant) return;
  const { fleet_id, flow_id } = actor;
  await write(app, async (_tx, _emit, audit) =>
    audit({ fleet_id, actor, action: 'support.read', object_type, object_id, detail, flow_id }),
  );
};

export const noteSupportRead = async (app: App, actor: Actor, id: OperationId, params: object): Promise<void> => {
  if (!(actor.support_grant && tellsPositions(id))) return;
  const { vehicle_id } = params as { vehicle_id?: string };
  await note(app, actor, vehicle_id ? 'vehicle' : 'fleet', vehicle_id ?? actor.fleet_id, { operation: id });
};

export const noteSupportStream = (app: App, actor: Actor, stream: string): Promise<void> =>
  note(app, actor, 'fleet', actor.fleet_id, { stream });

/** Pages read before they are drawn. */
export const noteSupportPage = (app: App, actor: Actor, path: string): Promise<void> =>
  note(app, actor, 'page', path.split('?', 1)[0]?.slice(0, 200) || '/', {});
