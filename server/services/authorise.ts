import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { type Actor, allows, type Permission } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';

export const requirePermission = (actor: Actor, permission: Permission): void => {
  if (allows(actor.permissions, permission)) return;
  if (actor.client_permissions && allows(actor.client_permissions, permission))
    throw new Problem('forbidden-resource', `The access token was asked for without the scope ${permission}.`);
  throw new Problem('missing-permissions', `This needs the permission ${permission}.`);
};

/** Whether `authorise` would let the caller pass. */
export const mayCall = ({ type, permissions }: Pick<Actor, 'type' | 'permissions'>, operation_id: OperationId): boolean => {
  const { permission, of_people }: Operation = operations[operation_id];
  if (!permission || (of_people && type !== 'USER')) return false;
  return permission === 'any' || allows(permissions, permission);
};

/** First line of every service: the contract table is the policy. An operation without a permission entry is refused. */
export const authorise = (actor: Actor, operation_id: OperationId): void => {
  const { permission, of_people }: Operation = operations[operation_id];
  if (of_people && actor.type !== 'USER') throw new Problem('missing-permissions', 'Only signed-in people have an account of their own.');
  if (permission === 'any') return;
  if (!permission) throw new Problem('missing-permissions', `${operation_id} is not open to callers.`);
  requirePermission(actor, permission);
};
