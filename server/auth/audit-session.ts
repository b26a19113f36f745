import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { listFleetsOfUser, type UserRow } from '#server/store/access.ts';
import type { Audit } from '#server/store/write.ts';

type Person = Pick<UserRow, 'id' | 'name'>;

/** Tells every fleet of the person what he did with his account. */
export const auditPerson = async (
  tx: Query,
  audit: Audit,
  user: Person,
  action: string,
  detail: object = {},
  flow_id = newFlowId(),
): Promise<void> => {
  for (const fleet of await listFleetsOfUser(tx, user.id)) {
    const actor = { type: 'USER', id: user.id, name: user.name };
    audit({ fleet_id: fleet.id, actor, action, object_type: 'user', object_id: user.id, detail, flow_id });
  }
};

/** Tells every fleet of the person that he came, was refused, or left. */
export const auditSession = (
  tx: Query,
  audit: Audit,
  user: Person,
  act: 'sign-in' | 'refuse' | 'sign-out',
  detail: object = {},
): Promise<void> => auditPerson(tx, audit, user, `session.${act}`, detail);
