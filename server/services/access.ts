import { mayBeOfClients, permissions } from '#lib/domain/access.ts';
import { areaOf, permission_areas } from '#lib/domain/permission-areas.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';

const descriptions = new Map(permission_areas.map(({ area, covers }) => [area, covers]));

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
