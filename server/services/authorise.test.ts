import { describe, expect, it } from 'vitest';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { type Actor, type Permission, permissions } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { handlers } from '#server/rest/handlers.ts';
import { authorise } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { requestCommand } from './commands.ts';

const person: Actor = { type: 'USER', id: 'u', name: 'U', fleet_id: 'F0001', permissions: [], flow_id: 'f' };

/** Whatever a service reads of it is a read before the permission was looked at. */
const untouchable = new Proxy({} as App, {
  get: (_, name) => {
    throw new Error(`read ${String(name)} first`);
  },
});
const call: object = {
  params: { vehicle_id: 'JQ7RP', command: 'lock-top-case', brand: 'NIU', credentials_id: 'x', command_id: 'x' },
  query: { limit: 1, sort: 'created_at', after: '2030-01-01T00:00:00Z' },
  body: { command: 'LOCK_TOP_CASE' },
};
const kindOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return Problem.is(error) ? error.kind : error;
  }
};

/** Open to everybody, or to every caller, by the specification. */
const open: OperationId[] = [
  ...(['getHealth', 'setUp', 'getMe', 'listFleets', 'chooseFleet', 'listPermissions'] as const),
  ...([
    'acceptInvitation',
    'resetPassword',
    'requestPasswordReset',
    'joinFleet',
    'updateMe',
    'changePassword',
    'listOwnSessions',
    'revokeOwnSession',
  ] as const),
  ...(['listInbox', 'markInboxEntry', 'markInboxRead'] as const),
  ...(['getSecondFactor', 'startSecondFactor', 'enableSecondFactor', 'disableSecondFactor', 'replaceRecoveryCodes'] as const),
];
/** Which permission is needed stands in the plan itself; the permission matrix asserts that it is asked for. */
const told_by_the_object: OperationId[] = ['runCommandPlan', 'getCommandPlan'];

describe('an actor without permissions', () => {
  const guarded = (Object.keys(handlers) as OperationId[]).filter((id) => ![...open, ...told_by_the_object].includes(id));

  it.each(guarded)('is refused by %s before anything is read', async (id) => {
    const service = handlers[id] as Service<OperationId>;
    expect(await kindOf(() => service(untouchable, person, call as Parameters<typeof service>[2]))).toBe('missing-permissions');
  });

  it('is refused by the action that sends commands', async () => {
    expect(await kindOf(() => requestCommand(untouchable, person, call as Call<'runCommand'>))).toBe('missing-permissions');
  });

  it('is noticed when a service reads first', async () => {
    expect(await kindOf(async () => untouchable.db)).toMatchObject({ message: 'read db first' });
  });
});

describe('authorise', () => {
  const guarded = (Object.keys(operations) as OperationId[]).filter((id) => !['any', undefined].includes(operations[id].permission));

  it.each(guarded)('lets exactly the permission of %s through, and what implies it', (id) => {
    const needed = operations[id].permission as Permission;
    for (const held of permissions) {
      const is_history = held === 'vehicle-history.ro' && ['events-trips.ro', 'radius-search.ro'].includes(needed);
      const passes = held === needed || `${held}.ro` === needed || is_history;
      const work = () => authorise({ ...person, permissions: [held] }, id);
      if (passes) expect(work).not.toThrow();
      else expect(work, held).toThrow(needed);
    }
  });

  it('refuses an operation that is open to strangers, since such a one asks nobody', () => {
    expect(() => authorise({ ...person, permissions }, 'getHealth')).toThrow('not open to callers');
  });

  it('tells a missing scope from a missing permission', () => {
    const client: Actor = { ...person, type: 'API_CLIENT', permissions: ['vehicles.ro'], client_permissions: ['vehicles'] };
    const kind = (id: OperationId) => kindOf(async () => authorise(client, id));
    return expect(Promise.all([kind('listVehicles'), kind('setTags'), kind('addVehicle')])).resolves.toEqual([
      undefined,
      'forbidden-resource',
      'missing-permissions',
    ]);
  });
});
