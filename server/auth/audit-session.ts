import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { listFleetsOfUser, type UserRow } from '#server/store/access.ts';
import type { Audit } from '#server/store/write.ts';

/** Tells every fleet of the person that he came, was refused, or left. */
export const auditSession = async (
  tx: Query,
  audit: Audit,
  user: Pick<UserRow, 'id' | 'name'>,
  act: 'sign-in' | 'refuse' | 'sign-out',
  detail: object = {},
): Promise<void> => {
  const flow_id = newFlowId();
  for (const fleet of await listFleetsOfUser(tx, user.id)) {
    const actor = { type: 'USER', id: user.id, name: user.name };
    audit({ fleet_id: fleet.id, actor, action: `session.${act}`, object_type: 'user', object_id: user.id, detail, flow_id });
  }
};
